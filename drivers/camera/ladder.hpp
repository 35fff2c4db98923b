// drivers/camera/ladder.hpp — reads a single picture as well as we can: pass after pass.
//
// The first pass is ZXing on the picture as it is, and ends the matter for most pictures. Only
// where it finds nothing are the passes on prepared pictures spent, the cheap ones first. Every
// pass decodes in full, with error correction, so none can make a code up.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "drivers/camera/decoder.hpp"
#include "drivers/camera/frame.hpp"

namespace kiosk::drivers {

// Larger pictures climb the ladder at half, a quarter, ... of their size, so that its cost ends at
// about twenty plain passes over this many pixels.
inline constexpr std::size_t kLadderPixelsMax = 1'500'000;

struct Reading {
    std::vector<DecodedCode> codes;  // corners in pixels of the picture given
    std::string_view pass;           // the pass that found them, "" where none did
};

// Asked before each pass; false ends the climb.
using MayGoOn = std::function<bool()>;

// Pure; any thread. All codes of the first pass that finds one.
[[nodiscard]] Reading read_codes(const Frame& frame, bool micro_qr = false);

// Its two halves: ZXing on the picture as it is, and the costly rest.
[[nodiscard]] Reading read_once(const Frame& frame, bool micro_qr = false);
[[nodiscard]] Reading read_prepared(const Frame& frame, bool micro_qr = false,
                                    const MayGoOn& may_go_on = {});

}  // namespace kiosk::drivers
