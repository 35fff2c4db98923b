// drivers/camera/finder_patterns.hpp — where a picture looks as if it held a QR code.
//
// A QR code has three squares in its corners whose every cross-section is dark, light, dark, light,
// dark as 1:1:3:1:1 (ISO/IEC 18004, 6.3.3). Finding those costs a fraction of a look for codes, and
// tells where the costly passes may be worth their time. Pure.
#pragma once

#include <vector>

#include "drivers/camera/filters.hpp"
#include "drivers/camera/frame.hpp"

namespace kiosk::drivers {

struct FinderPattern {
    float x = 0;       // pixels, centre
    float y = 0;       // pixels, centre
    float module = 0;  // pixels of one module
    int rows = 1;      // on which it was found
};

inline constexpr std::size_t kFinderPatternsMax = 64;
inline constexpr std::size_t kRegionsMax = 3;

// The patterns in a picture that is black and white already (0 and 255), dark on light or light on
// dark. At most kFinderPatternsMax.
[[nodiscard]] std::vector<FinderPattern> find_patterns(const Frame& black_and_white);

// Parts of the picture that hold patterns which fit together, those with more patterns first, with
// room for the rest of the code. At most kRegionsMax; empty for nearly every picture without code.
[[nodiscard]] std::vector<Region> code_regions(const Frame& frame);

}  // namespace kiosk::drivers
