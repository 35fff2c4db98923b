// tests/unit/usb_scanner/key_report_test.cpp — boot reports, report ids, bitmaps.
#include "drivers/usb_scanner/key_report.hpp"

#include <gtest/gtest.h>

#include "tests/unit/usb_scanner/descriptors.hpp"

namespace kiosk::drivers {
namespace {

using Keys = std::vector<std::uint8_t>;

std::optional<KeyReportLayout> layout_of(const Bytes& bytes) {
    const auto descriptor = parse_report_descriptor(bytes);
    EXPECT_TRUE(descriptor.has_value());
    return key_layout_from(*descriptor);
}

// The keyboard of descriptor_keyboard() behind a report id.
const Bytes kWithId = from_text(
    "05 01 09 06 a1 01 85 03 05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02 95 01 75 08 81 01 "
    "95 06 75 08 15 00 26 ff 00 19 00 2a ff 00 81 00 c0");

// Modifiers, and 104 keys of one bit each from usage 04 on.
const Bytes kBitmap = from_text(
    "05 01 09 06 a1 01 05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02 19 04 29 6b 95 68 81 02 c0");

TEST(KeyReport, the_descriptor_of_a_boot_keyboard_is_the_boot_report) {
    const auto layout = layout_of(descriptor_keyboard());
    ASSERT_TRUE(layout.has_value());
    EXPECT_EQ(layout->report_id, std::nullopt);
    EXPECT_EQ(layout->modifiers_at, kBootKeyboard.modifiers_at);
    EXPECT_EQ(layout->keys_at, kBootKeyboard.keys_at);
    EXPECT_EQ(layout->key_count, kBootKeyboard.key_count);
    EXPECT_EQ(layout->first_usage, 0);
    EXPECT_FALSE(layout->bitmap);
}

TEST(KeyReport, keys_keep_the_order_of_the_report_and_come_twice_where_sent_twice) {
    const auto keys = read_keys(kBootKeyboard, from_text("04 00 62 60 62 00 00 00"));
    ASSERT_TRUE(keys.has_value());
    EXPECT_EQ(keys->modifiers, kLeftAlt);
    EXPECT_EQ(keys->keys, (Keys{0x62, 0x60, 0x62}));
    EXPECT_TRUE(keys->in_order);
}

TEST(KeyReport, a_report_id_shifts_everything_and_other_ids_are_not_ours) {
    const auto layout = layout_of(kWithId);
    ASSERT_TRUE(layout.has_value());
    const auto keys = read_keys(*layout, from_text("03 02 00 04 00 00 00 00 00"));
    ASSERT_TRUE(keys.has_value());
    EXPECT_EQ(keys->modifiers, kLeftShift);
    EXPECT_EQ(keys->keys, Keys{0x04});
    EXPECT_EQ(read_keys(*layout, from_text("01 02 00 04 00 00 00 00 00")), std::nullopt);
}

TEST(KeyReport, a_bitmap_gives_keys_without_order) {
    const auto layout = layout_of(kBitmap);
    ASSERT_TRUE(layout.has_value());
    EXPECT_TRUE(layout->bitmap);
    const auto keys = read_keys(*layout, from_text("20 81 01") + Bytes(11, 0));
    ASSERT_TRUE(keys.has_value());
    EXPECT_EQ(keys->keys, (Keys{0x04, 0x0B, 0x0C}));
    EXPECT_EQ(keys->modifiers, kRightShift);
    EXPECT_FALSE(keys->in_order);
}

TEST(KeyReport, a_keyboard_that_lost_count_says_nothing) {
    for (std::uint8_t error = 1; error <= 3; ++error) {
        EXPECT_EQ(read_keys(kBootKeyboard, Bytes(8, error)), std::nullopt) << int{error};
    }
    EXPECT_EQ(read_keys(kBootKeyboard, from_text("00 00 04 01 00 00 00 00")), std::nullopt);
}

TEST(KeyReport, short_reports_are_none) {
    EXPECT_EQ(read_keys(kBootKeyboard, Bytes(7, 0)), std::nullopt);
    EXPECT_TRUE(read_keys(kBootKeyboard, Bytes(8, 0)).has_value());
    EXPECT_EQ(read_keys(kBootKeyboard, {}), std::nullopt);
}

TEST(KeyReport, what_is_no_keyboard_has_no_layout) {
    EXPECT_EQ(layout_of(descriptor_with_aim()), std::nullopt);
    EXPECT_EQ(layout_of(from_text("05 01 09 06 a1 01 c0")), std::nullopt);
}

}  // namespace
}  // namespace kiosk::drivers
