// tests/unit/usb_scanner/hid_pos_layout_test.cpp — where the fields of a HID POS report are found.
#include "drivers/usb_scanner/hid_pos_layout.hpp"

#include <gtest/gtest.h>

#include "tests/unit/usb_scanner/descriptors.hpp"

namespace kiosk::drivers {
namespace {

std::optional<HidPosLayout> layout_of(const Bytes& bytes) {
    const auto descriptor = parse_report_descriptor(bytes);
    return descriptor ? layout_from(*descriptor) : std::nullopt;
}

TEST(HidPosLayout, a_descriptor_with_symbology_is_the_known_layout) {
    EXPECT_EQ(layout_of(descriptor_with_aim()), kLayoutWithAim);
}

TEST(HidPosLayout, a_descriptor_without_symbology_gives_its_places) {
    HidPosLayout expected = kLayoutWithoutAim;
    expected.symbology_at.reset();  // a constant there, and this maker's table is not known by it
    EXPECT_EQ(layout_of(descriptor_without_aim()), expected);
}

TEST(HidPosLayout, the_least_descriptor_is_enough) {
    EXPECT_EQ(layout_of(descriptor_minimal()),
              (HidPosLayout{.report_id = std::nullopt,
                            .report_bytes = 34,
                            .aim_at = std::array<std::size_t, 3>{0, 1, 2},
                            .data_at = 3,
                            .data_bytes_max = 30,
                            .continued_bit = 33 * 8}));
}

TEST(HidPosLayout, a_makers_own_byte_behind_the_code_is_its_symbology) {
    const auto layout = layout_of(
        from_text("05 8c 09 02 a1 01 85 02 75 08 95 10 09 fe 81 02 06 66 ff 95 01 09 01 81 02 c0"));
    ASSERT_TRUE(layout.has_value());
    EXPECT_EQ(layout->data_at, 1U);
    EXPECT_EQ(layout->symbology_at, 17U);
}

TEST(HidPosLayout, fields_of_another_report_do_not_count) {
    const auto layout = layout_of(from_text(
        "05 8c 09 02 a1 01 75 08 85 02 95 04 09 fe 81 02 85 03 95 20 81 03 95 01 09 ff 81 02 c0"));
    ASSERT_TRUE(layout.has_value());
    EXPECT_EQ(layout->report_bytes, 5U);
    EXPECT_EQ(layout->continued_bit, std::nullopt);
}

TEST(HidPosLayout, what_is_no_scanner_or_not_at_whole_bytes_gives_none) {
    EXPECT_EQ(layout_of(descriptor_keyboard()), std::nullopt);
    EXPECT_EQ(
        layout_of(from_text("05 8c 09 02 a1 01 75 04 95 01 81 02 75 08 95 10 09 fe 81 02 c0")),
        std::nullopt);
    EXPECT_EQ(layout_of(from_text("05 8c 09 02 a1 01 75 10 95 10 09 fe 81 02 c0")), std::nullopt);
}

TEST(HidPosLayout, makers_have_their_own) {
    EXPECT_EQ(layout_of_maker(0x1EAB), kLayoutWithoutAim);
    EXPECT_EQ(layout_of_maker(0x0C2E), kLayoutWithAim);
    EXPECT_EQ(layout_of_maker(0x046D), std::nullopt);
}

TEST(HidPosLayout, the_first_report_tells_it_where_nothing_else_does) {
    const Bytes padding(58, 0);
    EXPECT_EQ(layout_of_report(from_text("02 01 5d 51 31 41") + padding), kLayoutWithAim);
    EXPECT_EQ(layout_of_report(from_text("02 01 00 5d 51 31") + padding), kLayoutWithAimShifted);
    EXPECT_EQ(layout_of_report(from_text("02 01 41 00 00 00") + padding), kLayoutWithoutAim);
    EXPECT_EQ(layout_of_report(from_text("02 38 41 41 41 41") + padding), kLayoutWithoutAim);
    EXPECT_EQ(layout_of_report(from_text("02 39 41 41 41 41") + padding), std::nullopt);
    EXPECT_EQ(layout_of_report(from_text("02 00 41 00 00 00") + padding), std::nullopt);
    EXPECT_EQ(layout_of_report(from_text("01 01 5d 51 31 41") + padding), std::nullopt);
    EXPECT_EQ(layout_of_report(from_text("02 01 5d 51 31")), std::nullopt);
    EXPECT_EQ(layout_of_report(from_text("02 01 5d 51 31 41 00") + padding), std::nullopt);
}

}  // namespace
}  // namespace kiosk::drivers
