// tests/unit/usb_scanner/calibration_test.cpp — the layout is found, or what is wrong is named.
#include "drivers/usb_scanner/calibration.hpp"

#include <gtest/gtest.h>

#include "tests/unit/usb_scanner/typing.hpp"

namespace kiosk::drivers {
namespace {

TEST(Calibration, one_scan_finds_the_layout) {
    for (const KeyboardLayout layout : kKeyboardLayouts) {
        const auto finding = find_layout(typed(kCalibrationText, layout));
        EXPECT_TRUE(finding.exact) << name_of(layout);
        EXPECT_EQ(finding.layout, layout);
        EXPECT_EQ(finding.wrong, "");
    }
}

TEST(Calibration, of_a_layout_that_nobody_knows_the_wrong_characters_are_named) {
    auto strokes = typed(kCalibrationText, KeyboardLayout::de);
    strokes[5] = {0x1B, 0};  // "x" in place of "a", and the "z" with shift
    strokes[6].modifiers = kLeftShift;
    const auto finding = find_layout(strokes);
    EXPECT_FALSE(finding.exact);
    EXPECT_EQ(finding.layout, KeyboardLayout::de);
    EXPECT_EQ(finding.wrong, "az");
}

TEST(Calibration, something_else_comes_near_nothing) {
    const auto finding = find_layout(std::vector<KeyStroke>{});
    EXPECT_FALSE(finding.exact);
    EXPECT_EQ(finding.wrong, kCalibrationText);
}

TEST(Calibration, text_behind_the_calibration_text_is_not_exact) {
    EXPECT_FALSE(find_layout(typed(std::string(kCalibrationText) + "x", KeyboardLayout::us)).exact);
}

}  // namespace
}  // namespace kiosk::drivers
