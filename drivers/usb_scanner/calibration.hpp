// drivers/usb_scanner/calibration.hpp — finds a keyboard scanner's country setting from one scan.
//
// The text of the calibration code is known and holds every character in which the layouts differ:
// the layout under which the pressed keys spell it is the scanner's. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "drivers/usb_scanner/key_text.hpp"

namespace kiosk::drivers {

inline constexpr std::string_view kCalibrationText =
    R"(CAL1:azqwmyAZQWMY0123456789-_=/?:;.,"'@#&+*()[]{})";

struct LayoutFinding {
    KeyboardLayout layout = KeyboardLayout::us;  // the one that comes nearest
    bool exact = false;                          // it spells the whole text: the setting is found
    std::string wrong;                           // else the characters that came out otherwise
};

// What the keys of one scan of the calibration code say. Of layouts that come equally near, the
// first of kKeyboardLayouts.
[[nodiscard]] LayoutFinding find_layout(std::span<const KeyStroke> strokes);

}  // namespace kiosk::drivers
