// drivers/camera/ladder.hpp — reads a single picture as well as we can: pass after pass.
//
// The first pass is ZXing on the picture as it is, and ends the matter for most pictures. Only
// where it finds nothing are passes on prepared pictures spent: first on the parts that look like a
// code, which are small, then on the whole picture. Every pass decodes in full, with error
// correction, so none can make a code up.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "drivers/camera/decoder.hpp"
#include "drivers/camera/frame.hpp"

namespace kiosk::drivers {

// Larger pictures climb the ladder at half, a quarter, ... of their size, so that its cost ends at
// about ten plain passes over this many pixels.
inline constexpr std::size_t kLadderPixelsMax = 1'500'000;

// Pictures and parts that would be larger than that, were they enlarged 1.5 times, are not: it
// would cost more than all other passes together.
inline constexpr std::size_t kEnlargePixelsMax = kLadderPixelsMax * 4 / 9;

struct Reading {
    std::vector<DecodedCode> codes;  // corners in pixels of the picture given
    std::string_view pass;           // the pass that found them, "" where none did
};

// Pure; any thread. All codes of the first pass that finds one.
[[nodiscard]] Reading read_codes(const Frame& frame, bool micro_qr = false);

// ZXing on the picture as it is: the first rung.
[[nodiscard]] Reading read_once(const Frame& frame, bool micro_qr = false);

// Asked before each costly pass; false ends the climb.
using MayGoOn = std::function<bool()>;

// The costly passes on those parts alone that look like a code. Nothing where none does.
[[nodiscard]] Reading read_likely_parts(const Frame& frame, bool micro_qr = false,
                                        const MayGoOn& may_go_on = {});

}  // namespace kiosk::drivers
