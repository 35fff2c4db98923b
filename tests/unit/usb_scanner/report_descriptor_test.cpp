// tests/unit/usb_scanner/report_descriptor_test.cpp — the items of HID 1.11, 6.2.2, and its limits.
#include "drivers/usb_scanner/report_descriptor.hpp"

#include <gtest/gtest.h>

#include "tests/unit/usb_scanner/descriptors.hpp"

namespace kiosk::drivers {
namespace {

std::string refusal(const Bytes& bytes) {
    const auto parsed = parse_report_descriptor(bytes);
    return parsed ? "accepted" : parsed.error().context;
}

Bytes repeated(const Bytes& bytes, std::size_t times) {
    Bytes all;
    for (std::size_t i = 0; i < times; ++i) all = std::move(all) + bytes;
    return all;
}

const Bytes kInputItem = from_text("81 02");
const Bytes kOpen = from_text("a1 01");
const Bytes kEnd = from_text("c0");

TEST(ReportDescriptor, the_vectors_have_the_length_that_linux_saw) {
    EXPECT_EQ(descriptor_with_aim().size(), 97U);
    EXPECT_EQ(descriptor_without_aim().size(), 56U);
    EXPECT_EQ(descriptor_minimal().size(), 48U);
    EXPECT_EQ(descriptor_keyboard().size(), 65U);
}

TEST(ReportDescriptor, fields_have_their_place_usage_and_collections) {
    const auto parsed = parse_report_descriptor(descriptor_with_aim());
    ASSERT_TRUE(parsed.has_value());
    EXPECT_TRUE(parsed->has_report_ids);
    EXPECT_EQ(parsed->applications, (std::vector<Usage>{0x008C'0002}));
    EXPECT_EQ(parsed->report_bytes(ReportKind::input, 2), 64U);
    EXPECT_EQ(parsed->report_bytes(ReportKind::output, 4), 2U);
    EXPECT_EQ(parsed->report_bytes(ReportKind::input, 3), 0U);
    ASSERT_EQ(parsed->fields.size(), 6U);
    const ReportField& decoded = parsed->fields[2];
    EXPECT_EQ(decoded.bit_offset, 32U);
    EXPECT_EQ(decoded.bit_size, 8U);
    EXPECT_EQ(decoded.count, 56U);
    EXPECT_EQ(decoded.usage_of(55), 0x008C'00FEU);
    EXPECT_EQ(decoded.collections, (std::vector<Usage>{0x008C'0002, 0x008C'0012}));
    EXPECT_EQ(parsed->fields[0].usage_of(0), 0x0001'003BU);
    EXPECT_EQ(parsed->fields[1].element_with(0x008C'00FD), 2U);
}

TEST(ReportDescriptor, a_keyboard_has_modifiers_leds_and_six_keys) {
    const auto parsed = parse_report_descriptor(descriptor_keyboard());
    ASSERT_TRUE(parsed.has_value());
    EXPECT_FALSE(parsed->has_report_ids);
    ASSERT_EQ(parsed->fields.size(), 3U);
    EXPECT_EQ(parsed->fields[0].usage_of(7), 0x0007'00E7U);
    EXPECT_TRUE(parsed->fields[0].is_variable());
    EXPECT_EQ(parsed->fields[1].kind, ReportKind::output);
    const ReportField& keys = parsed->fields[2];
    EXPECT_FALSE(keys.is_variable());
    EXPECT_EQ(keys.bit_offset, 16U);
    EXPECT_EQ(keys.usages, (std::vector<UsageRange>{{0x0007'0000, 0x0007'00FF}}));
    EXPECT_EQ(parsed->report_bytes(ReportKind::input, 0), 8U);
}

TEST(ReportDescriptor, offsets_go_on_when_a_report_id_comes_again) {
    const auto parsed = parse_report_descriptor(
        from_text("75 08 95 01 85 01 09 01 81 02 85 02 09 02 81 02 85 01 09 03 81 02"));
    ASSERT_TRUE(parsed.has_value());
    ASSERT_EQ(parsed->fields.size(), 3U);
    EXPECT_EQ(parsed->fields[1].bit_offset, 0U);
    EXPECT_EQ(parsed->fields[2].bit_offset, 8U);
}

TEST(ReportDescriptor, the_page_in_force_at_the_main_item_counts_and_a_long_usage_has_its_own) {
    const auto parsed =
        parse_report_descriptor(from_text("75 08 95 02 05 07 09 3b 0b 01 00 8c 00 05 01 81 02"));
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(parsed->fields[0].usage_of(0), 0x0001'003BU);
    EXPECT_EQ(parsed->fields[0].usage_of(1), 0x008C'0001U);
}

TEST(ReportDescriptor, usages_are_forgotten_after_every_main_item) {
    const auto parsed =
        parse_report_descriptor(from_text("75 08 95 01 09 01 a1 00 81 02 09 02 c0 81 02"));
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(parsed->fields[0].usage_of(0), 0U);
    EXPECT_EQ(parsed->fields[1].usage_of(0), 0U);
}

TEST(ReportDescriptor, push_and_pop_keep_the_globals) {
    const auto parsed = parse_report_descriptor(
        from_text("05 8c 75 08 95 01 a4 05 01 75 10 95 03 85 07 b4 09 05 81 02"));
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(parsed->fields[0].usage_of(0), 0x008C'0005U);
    EXPECT_EQ(parsed->fields[0].bit_size, 8U);
    EXPECT_EQ(parsed->fields[0].report_id, 0U);
}

TEST(ReportDescriptor, of_alternative_usages_the_first_counts) {
    const auto parsed =
        parse_report_descriptor(from_text("75 08 95 01 a9 01 09 01 09 02 a9 00 09 03 95 02 81 02"));
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(parsed->fields[0].usage_of(0), 1U);
    EXPECT_EQ(parsed->fields[0].usage_of(1), 3U);
}

TEST(ReportDescriptor, a_negative_logical_minimum_is_read_at_its_size) {
    const auto parsed = parse_report_descriptor(from_text("75 08 95 01 15 81 81 02"));
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(parsed->fields[0].logical_min, -127);
}

TEST(ReportDescriptor, long_items_are_passed_over) {
    const auto plain = parse_report_descriptor(descriptor_with_aim());
    const auto behind =
        parse_report_descriptor(from_text("fe 05 10 00 00 00 00 00") + descriptor_with_aim());
    ASSERT_TRUE(behind.has_value());
    EXPECT_EQ(behind->fields.size(), plain->fields.size());
    EXPECT_EQ(refusal(from_text("fe 05 10 00 00 00 00")),
              "report descriptor: byte 0: long item is cut");
    EXPECT_EQ(refusal(from_text("fe 00")), "report descriptor: byte 0: long item is cut");
}

TEST(ReportDescriptor, cut_anywhere_it_is_an_error_or_a_shorter_descriptor) {
    const Bytes whole = descriptor_with_aim();
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
        const auto parsed = parse_report_descriptor(cut);
        EXPECT_EQ(parsed.has_value(), length == 0 || length == 2 || length == 4) << length;
    }
}

TEST(ReportDescriptor, collections_nest_to_their_limit_and_no_deeper) {
    const Bytes at_limit =
        repeated(kOpen, kCollectionDepthMax) + repeated(kEnd, kCollectionDepthMax);
    EXPECT_EQ(refusal(at_limit), "accepted");
    EXPECT_EQ(refusal(repeated(kOpen, kCollectionDepthMax + 1)),
              "report descriptor: byte 32: collections nested deeper than 16");
    EXPECT_EQ(refusal(kOpen), "report descriptor: byte 0: a collection is not ended");
    EXPECT_EQ(refusal(kEnd), "report descriptor: byte 0: end of a collection that was not begun");
}

TEST(ReportDescriptor, globals_are_pushed_to_their_limit_and_popped_only_after) {
    const Bytes push = from_text("a4");
    EXPECT_EQ(refusal(repeated(push, kPushDepthMax)), "accepted");
    EXPECT_EQ(refusal(repeated(push, kPushDepthMax + 1)),
              "report descriptor: byte 16: pushed deeper than 16");
    EXPECT_EQ(refusal(from_text("b4")), "report descriptor: byte 0: pop without push");
}

TEST(ReportDescriptor, a_report_has_its_limit_and_not_one_bit_more) {
    const Bytes full = from_text("75 20 96 00 04");  // 32 bits x 1024
    EXPECT_EQ(refusal(full + kInputItem), "accepted");
    EXPECT_EQ(refusal(full + kInputItem + from_text("75 01 95 01") + kInputItem),
              "report descriptor: byte 11: report of more than 32768 bits");
    EXPECT_EQ(refusal(from_text("77 ff ff ff ff 97 ff ff ff ff") + kInputItem),
              "report descriptor: byte 10: report of more than 32768 bits");
}

TEST(ReportDescriptor, report_id_zero_and_ids_above_a_byte_are_refused) {
    EXPECT_EQ(refusal(from_text("85 00")), "report descriptor: byte 0: report id is not 1-255");
    EXPECT_EQ(refusal(from_text("86 00 01")), "report descriptor: byte 0: report id is not 1-255");
    EXPECT_EQ(refusal(from_text("85 ff")), "accepted");
}

TEST(ReportDescriptor, a_descriptor_has_its_limit_and_not_one_byte_more) {
    EXPECT_EQ(refusal(repeated(from_text("05 01"), kReportDescriptorMax / 2)), "accepted");
    EXPECT_EQ(refusal(Bytes(kReportDescriptorMax + 1, 0)),
              "report descriptor is 4097 bytes, limit 4096");
}

}  // namespace
}  // namespace kiosk::drivers
