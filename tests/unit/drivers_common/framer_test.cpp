// tests/unit/drivers_common/framer_test.cpp — every way in which bytes of a code can arrive.
#include "drivers/common/framer.hpp"

#include <gtest/gtest.h>

#include "kiosk/core/scan.hpp"

namespace kiosk::drivers {
namespace {

using Codes = std::vector<ReadCode>;

Instant ms(int value) {
    return Instant(std::chrono::milliseconds(value));
}

ReadCode whole(std::string bytes) {
    return {.bytes = std::move(bytes)};
}

ReadCode silent(std::string bytes, ReadQuality quality = ReadQuality::whole) {
    return {.bytes = std::move(bytes), .quality = quality, .by_terminator = false};
}

TEST(Framer, a_terminator_ends_a_code_however_the_bytes_are_cut) {
    const std::string line = "abc\rdefg\r";
    for (std::size_t cut = 0; cut <= line.size(); ++cut) {
        Framer framer({});
        Codes codes = framer.feed(line.substr(0, cut), ms(0));
        for (auto& code : framer.feed(line.substr(cut), ms(1))) codes.push_back(code);
        EXPECT_EQ(codes, (Codes{whole("abc"), whole("defg")})) << cut;
    }
}

TEST(Framer, a_code_may_come_byte_by_byte) {
    Framer framer({});
    for (const char byte : std::string("abcdef")) {
        EXPECT_EQ(framer.feed(std::string_view(&byte, 1), ms(0)), Codes{});
    }
    EXPECT_EQ(framer.feed("\r", ms(1)), Codes{whole("abcdef")});
}

TEST(Framer, a_terminator_of_two_bytes_may_be_cut_in_the_middle) {
    Framer framer({.suffix = "\r\n"});
    EXPECT_TRUE(framer.feed("abc\r", ms(0)).empty());
    EXPECT_EQ(framer.feed("\nx\rq\r\n", ms(1)), (Codes{whole("abc"), whole("x\rq")}));
}

TEST(Framer, a_line_feed_behind_the_carriage_return_is_its_second_half) {
    Framer framer({});
    EXPECT_EQ(framer.feed("abc\r", ms(0)), Codes{whole("abc")});
    EXPECT_EQ(framer.feed("\n", ms(1)), Codes{});
    EXPECT_EQ(framer.deadline(), Instant::max());
    EXPECT_EQ(framer.feed("d\nef\r\ngh\r", ms(2)), (Codes{whole("d\nef"), whole("gh")}));
    Framer other({.suffix = "\t"});
    EXPECT_EQ(other.feed("abc\t\nd\t", ms(0)), (Codes{whole("abc"), whole("\nd")}));
}

TEST(Framer, silence_ends_a_code_without_terminator) {
    Framer framer({});
    EXPECT_EQ(framer.deadline(), Instant::max());
    EXPECT_TRUE(framer.feed(std::string(64, 'a'), ms(0)).empty());
    EXPECT_EQ(framer.deadline(), ms(50));
    EXPECT_TRUE(framer.idle_until(ms(49)).empty());
    EXPECT_EQ(framer.idle_until(ms(50)), Codes{silent(std::string(64, 'a'))});
    EXPECT_EQ(framer.deadline(), Instant::max());
}

TEST(Framer, without_a_suffix_only_silence_ends_a_code) {
    Framer framer({.suffix = ""});
    EXPECT_EQ(framer.feed("a\rb\n", ms(0)), Codes{});
    EXPECT_EQ(framer.idle_until(ms(50)), Codes{silent("a\rb\n")});
}

TEST(Framer, a_code_that_breaks_off_is_incomplete_once_the_scanner_has_shown_its_terminator) {
    Framer framer({});
    EXPECT_EQ(framer.feed("abc\rde", ms(0)), Codes{whole("abc")});
    EXPECT_EQ(framer.idle_until(ms(50)), Codes{silent("de", ReadQuality::incomplete)});
    EXPECT_EQ(framer.feed("fg\r", ms(60)), Codes{whole("fg")});
}

TEST(Framer, bytes_that_waited_for_a_busy_box_are_still_one_code) {
    Framer framer({});
    EXPECT_TRUE(framer.feed("abc", ms(0)).empty());
    EXPECT_EQ(framer.feed("def\r", ms(500)), Codes{whole("abcdef")});
}

TEST(Framer, empty_lines_are_no_codes) {
    Framer framer({});
    EXPECT_TRUE(framer.feed("\r\r\n\r", ms(0)).empty());
}

TEST(Framer, an_unplugged_scanner_leaves_nothing_behind) {
    Framer framer({});
    EXPECT_TRUE(framer.feed("abc", ms(0)).empty());
    framer.reset();
    EXPECT_EQ(framer.deadline(), Instant::max());
    EXPECT_EQ(framer.feed("def\r", ms(1)), Codes{whole("def")});
}

TEST(Framer, a_code_at_the_limit_passes_whole_and_a_longer_one_is_cut_once) {
    const std::string at_limit(core::kScanBytesMax, 'a');
    const ReadCode cut = silent(at_limit, ReadQuality::overlong);
    Framer framer({});
    EXPECT_EQ(framer.feed(at_limit + '\r', ms(0)), Codes{whole(at_limit)});
    EXPECT_EQ(framer.feed(at_limit + "bcd" + std::string(50'000, 'e') + "\rnext\r", ms(1)),
              (Codes{cut, whole("next")}));
    Framer unterminated({});
    EXPECT_EQ(unterminated.feed(at_limit, ms(0)), Codes{});
    EXPECT_EQ(unterminated.idle_until(ms(50)), Codes{silent(at_limit)});
    EXPECT_EQ(unterminated.feed(at_limit + 'b', ms(60)), Codes{});
    EXPECT_EQ(unterminated.idle_until(ms(110)), Codes{cut});
}

TEST(Framer, one_byte_more_than_the_limit_is_cut_also_where_its_terminator_comes) {
    const std::string at_limit(core::kScanBytesMax, 'a');
    Framer framer({.suffix = "\r\n"});
    EXPECT_EQ(framer.feed(at_limit + "b\r\nnext\r\n", ms(0)),
              (Codes{silent(at_limit, ReadQuality::overlong), whole("next")}));
}

TEST(Framer, an_endless_line_takes_bounded_room_and_ends_by_silence) {
    Framer framer({});
    Codes codes;
    for (int i = 0; i < 100; ++i) {
        for (auto& code : framer.feed(std::string(10'000, 'x'), ms(i))) codes.push_back(code);
    }
    EXPECT_EQ(codes.size(), 1U);
    EXPECT_TRUE(framer.idle_until(ms(1000)).empty());
    EXPECT_EQ(framer.feed("abc\r", ms(1001)), Codes{whole("abc")});
}

}  // namespace
}  // namespace kiosk::drivers
