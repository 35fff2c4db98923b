// tests/unit/usb_scanner/hid_pos_decoder_test.cpp — reports of real scanners, and what breaks them.
#include "drivers/usb_scanner/hid_pos_decoder.hpp"

#include <gtest/gtest.h>

#include "kiosk/core/scan.hpp"
#include "tests/unit/usb_scanner/descriptors.hpp"

namespace kiosk::drivers {
namespace {

using Codes = std::vector<ReadCode>;

constexpr auto kMarked = true;  // "continued"

Instant ms(int value) {
    return Instant(std::chrono::milliseconds(value));
}

Bytes report(std::string_view text, bool continued = false, std::string_view aim = "]Q1") {
    Bytes bytes(64, 0);
    bytes[0] = 2;
    bytes[1] = static_cast<std::uint8_t>(text.size());
    std::copy(aim.begin(), aim.end(), bytes.begin() + 2);
    std::copy(text.begin(), text.end(), bytes.begin() + 5);
    bytes[61] = 0x73;
    bytes[63] = continued ? 1 : 0;
    return bytes;
}

ReadCode whole(std::string bytes, std::string aim = "]Q1") {
    return {.bytes = std::move(bytes), .aim = std::move(aim)};
}

TEST(HidPosDecoder, a_short_code_is_one_report) {
    HidPosDecoder decoder(kLayoutWithAim);
    const Bytes bytes = from_text("02 0d 5d 51 31 48 45 4c 4c 4f 2d 51 52 2d 30 30 30 31") +
                        Bytes(43, 0) + from_text("73 00 00");
    ASSERT_EQ(bytes.size(), 64U);
    EXPECT_EQ(decoder.feed(bytes, ms(0)), Codes{whole("HELLO-QR-0001")});
    EXPECT_EQ(decoder.deadline(), Instant::max());
}

TEST(HidPosDecoder, a_code_of_sixty_bytes_comes_in_two) {
    HidPosDecoder decoder(kLayoutWithAim);
    const Bytes first = from_text(
        "02 38 5d 51 30 4d 31 47 41 54 48 45 52 47 4f 4f 44 2f 4d 49 43 48 41 45 4c 20 59 41 42 43 "
        "44 45 46 20 4c 48 52 44 55 52 41 4b 20 33 35 34 32 20 30 35 32 59 30 30 33 44 32 33 20 20 "
        "20 73 00 01");
    const Bytes second =
        from_text("02 04 5d 51 30 31 32 33 34") + Bytes(52, 0) + from_text("73 00 00");
    EXPECT_EQ(decoder.feed(first, ms(0)), Codes{});
    EXPECT_EQ(decoder.feed(second, ms(1)),
              Codes{whole("M1GATHERGOOD/MICHAEL YABCDEF LHRDURAK 3542 052Y003D23   1234", "]Q0")});
}

TEST(HidPosDecoder, a_full_report_that_is_not_marked_is_whole) {
    HidPosDecoder decoder(kLayoutWithAim);
    EXPECT_EQ(decoder.feed(report(std::string(56, 'a')), ms(0)),
              Codes{whole(std::string(56, 'a'))});
}

TEST(HidPosDecoder, full_reports_that_stay_marked_end_by_silence) {
    HidPosDecoder decoder(kLayoutWithAim);
    EXPECT_EQ(decoder.feed(report(std::string(56, 'a'), kMarked), ms(0)), Codes{});
    EXPECT_EQ(decoder.feed(report(std::string(56, 'b'), kMarked), ms(10)), Codes{});
    EXPECT_EQ(decoder.deadline(), ms(210));
    EXPECT_EQ(decoder.idle_until(ms(209)), Codes{});
    ReadCode expected = whole(std::string(56, 'a') + std::string(56, 'b'));
    expected.by_terminator = false;
    EXPECT_EQ(decoder.idle_until(ms(210)), Codes{expected});
    EXPECT_EQ(decoder.deadline(), Instant::max());
}

TEST(HidPosDecoder, a_marked_report_that_is_not_full_and_has_no_successor_is_incomplete) {
    HidPosDecoder decoder(kLayoutWithAim);
    EXPECT_EQ(decoder.feed(report("abc", kMarked), ms(0)), Codes{});
    const auto codes = decoder.feed(report("next"), ms(200));
    ASSERT_EQ(codes.size(), 2U);
    EXPECT_EQ(codes[0].quality, ReadQuality::incomplete);
    EXPECT_EQ(codes[1], whole("next"));
}

TEST(HidPosDecoder, another_symbology_is_another_code) {
    HidPosDecoder decoder(kLayoutWithAim);
    EXPECT_EQ(decoder.feed(report(std::string(56, 'a'), kMarked), ms(0)), Codes{});
    const auto codes = decoder.feed(report("second", false, "]d1"), ms(10));
    ASSERT_EQ(codes.size(), 2U);
    EXPECT_EQ(codes[0].quality, ReadQuality::incomplete);
    EXPECT_EQ(codes[0].bytes, std::string(56, 'a'));
    EXPECT_EQ(codes[1], whole("second", "]d1"));
}

TEST(HidPosDecoder, an_unplugged_scanner_leaves_nothing_behind) {
    HidPosDecoder decoder(kLayoutWithAim);
    EXPECT_EQ(decoder.feed(report(std::string(56, 'a'), kMarked), ms(0)), Codes{});
    decoder.reset();
    EXPECT_EQ(decoder.deadline(), Instant::max());
    EXPECT_EQ(decoder.feed(report("next"), ms(5)), Codes{whole("next")});
}

TEST(HidPosDecoder, a_length_above_the_reports_room_is_undecodable) {
    HidPosDecoder decoder(kLayoutWithAim);
    Bytes bytes = report(std::string(56, 'a'));
    bytes[1] = 57;
    const auto codes = decoder.feed(bytes, ms(0));
    ASSERT_EQ(codes.size(), 1U);
    EXPECT_EQ(codes[0].quality, ReadQuality::undecodable);
    EXPECT_EQ(codes[0].bytes, std::string(56, 'a'));
}

TEST(HidPosDecoder, what_follows_an_undecodable_part_is_not_a_code_of_its_own) {
    HidPosDecoder decoder(kLayoutWithAim);
    Bytes bytes = report(std::string(56, 'a'), kMarked);
    bytes[1] = 200;
    EXPECT_EQ(decoder.feed(bytes, ms(0)).size(), 1U);
    EXPECT_EQ(decoder.feed(report("tail"), ms(10)), Codes{});
    EXPECT_EQ(decoder.feed(report("next"), ms(210)), Codes{whole("next")});
}

TEST(HidPosDecoder, answers_to_commands_are_no_codes) {
    HidPosDecoder decoder(kLayoutWithAim);
    const Bytes end =
        from_text("02 08 5d 5a 36 52 45 56 49 4e 46 06 2e") + Bytes(48, 0) + from_text("36 00 00");
    EXPECT_EQ(decoder.feed(end, ms(0)), Codes{});
    Bytes text = report("REVINF: 1.0", false, "]X0");
    text[61] = 0x3F;
    EXPECT_EQ(decoder.feed(text, ms(1)), Codes{});
    Bytes silent = report("ACK", false, "]Z6");
    silent[61] = 0;
    EXPECT_EQ(decoder.feed(silent, ms(2)), Codes{});
}

TEST(HidPosDecoder, an_answer_in_the_middle_of_a_code_does_not_break_it) {
    HidPosDecoder decoder(kLayoutWithAim);
    EXPECT_EQ(decoder.feed(report(std::string(56, 'a'), kMarked), ms(0)), Codes{});
    EXPECT_EQ(decoder.feed(report("ACK", false, "]Z6"), ms(1)), Codes{});
    EXPECT_EQ(decoder.feed(report("b"), ms(2)), Codes{whole(std::string(56, 'a') + "b")});
}

TEST(HidPosDecoder, without_symbology_field_what_looks_like_one_is_part_of_the_code) {
    HidPosDecoder decoder(kLayoutWithoutAim);
    const Bytes bytes = from_text("02 06 5d 51 31 41 42 43") + Bytes(56, 0);
    EXPECT_EQ(decoder.feed(bytes, ms(0)), Codes{whole("]Q1ABC", "")});
}

TEST(HidPosDecoder, only_the_last_bit_of_the_mark_counts) {
    HidPosDecoder decoder(kLayoutWithAim);
    Bytes bytes = report("abc");
    bytes[63] = 0xFE;
    EXPECT_EQ(decoder.feed(bytes, ms(0)), Codes{whole("abc")});
}

TEST(HidPosDecoder, zero_bytes_within_the_stated_length_stay) {
    HidPosDecoder decoder(kLayoutWithAim);
    const std::string text("a\0b\0", 4);
    EXPECT_EQ(decoder.feed(report(text), ms(0)), Codes{whole(text)});
}

TEST(HidPosDecoder, without_a_length_field_the_padding_goes) {
    const auto descriptor = parse_report_descriptor(descriptor_minimal());
    ASSERT_TRUE(descriptor.has_value());
    HidPosDecoder decoder(layout_from(*descriptor));
    EXPECT_EQ(decoder.feed(from_text("5d 51 31 41 00 42 00") + Bytes(27, 0), ms(0)),
              Codes{whole(std::string("A\0B", 3))});
}

TEST(HidPosDecoder, one_line_end_goes_and_no_more) {
    HidPosDecoder decoder(kLayoutWithAim);
    EXPECT_EQ(decoder.feed(report("a\r"), ms(0)), Codes{whole("a")});
    EXPECT_EQ(decoder.feed(report("a\n"), ms(1)), Codes{whole("a")});
    EXPECT_EQ(decoder.feed(report("a \r\n"), ms(2)), Codes{whole("a ")});
    EXPECT_EQ(decoder.feed(report("a\x1d\r\r"), ms(3)), Codes{whole("a\x1d\r")});
    EXPECT_EQ(decoder.feed(report("\r\n"), ms(4)), Codes{});
}

TEST(HidPosDecoder, empty_reports_are_failed_reads) {
    HidPosDecoder decoder(kLayoutWithAim);
    EXPECT_EQ(decoder.feed(report(""), ms(0)), Codes{});
    EXPECT_EQ(decoder.deadline(), Instant::max());
}

TEST(HidPosDecoder, reports_of_another_id_or_size_are_ignored_and_counted) {
    HidPosDecoder decoder(kLayoutWithAim);
    Bytes other = report("abc");
    other[0] = 3;
    EXPECT_EQ(decoder.feed(other, ms(0)), Codes{});
    const Bytes good = report("abc");
    EXPECT_EQ(decoder.feed(Bytes(good.begin() + 1, good.end()), ms(1)), Codes{});
    EXPECT_EQ(decoder.feed(Bytes(1, 0) + good, ms(2)), Codes{});
    EXPECT_EQ(decoder.feed({}, ms(3)), Codes{});
    EXPECT_EQ(decoder.ignored(), 4U);
}

TEST(HidPosDecoder, a_report_cut_behind_its_code_is_taken_and_one_cut_within_is_undecodable) {
    HidPosDecoder decoder(kLayoutWithAim);
    const Bytes good = report("abc");
    EXPECT_EQ(decoder.feed(Bytes(good.begin(), good.begin() + 8), ms(0)), Codes{whole("abc")});
    const auto codes = decoder.feed(Bytes(good.begin(), good.begin() + 7), ms(1));
    ASSERT_EQ(codes.size(), 1U);
    EXPECT_EQ(codes[0].quality, ReadQuality::undecodable);
}

TEST(HidPosDecoder, the_first_report_tells_an_unknown_layout) {
    HidPosDecoder decoder(std::nullopt);
    EXPECT_EQ(decoder.feed(Bytes(64, 0), ms(0)), Codes{});
    EXPECT_EQ(decoder.feed(report("abc"), ms(1)), Codes{whole("abc")});
}

TEST(HidPosDecoder, a_code_at_the_limit_passes_and_one_byte_more_is_cut_once) {
    constexpr std::size_t kFull = core::kScanBytesMax / 56;
    constexpr std::size_t kRest = core::kScanBytesMax % 56;
    for (const std::size_t more : {0U, 1U}) {
        HidPosDecoder decoder(kLayoutWithAim);
        for (std::size_t i = 0; i < kFull; ++i) {
            EXPECT_EQ(decoder.feed(report(std::string(56, 'a'), kMarked), ms(0)), Codes{});
        }
        const auto codes = decoder.feed(report(std::string(kRest + more, 'a')), ms(1));
        ASSERT_EQ(codes.size(), 1U);
        EXPECT_EQ(codes[0].bytes, std::string(core::kScanBytesMax, 'a'));
        EXPECT_EQ(codes[0].quality, more == 0 ? ReadQuality::whole : ReadQuality::overlong);
    }
}

TEST(HidPosDecoder, the_rest_of_an_overlong_code_is_dropped_until_silence) {
    HidPosDecoder decoder(kLayoutWithAim);
    Codes codes;
    for (int i = 0; i < 300; ++i) {
        for (auto& code : decoder.feed(report(std::string(56, 'a'), kMarked), ms(i))) {
            codes.push_back(code);
        }
    }
    ASSERT_EQ(codes.size(), 1U);
    EXPECT_EQ(codes[0].quality, ReadQuality::overlong);
    EXPECT_EQ(decoder.feed(report("tail"), ms(310)), Codes{});
    EXPECT_EQ(decoder.feed(report("next"), ms(510)), Codes{whole("next")});
}

}  // namespace
}  // namespace kiosk::drivers
