// tests/unit/serial_scanner/framer_test.cpp — every way in which bytes of a code can arrive.
#include "drivers/serial_scanner/framer.hpp"

#include <gtest/gtest.h>

#include "kiosk/core/scan.hpp"

namespace kiosk::drivers {
namespace {

using Codes = std::vector<std::string>;

Instant ms(int value) {
    return Instant(std::chrono::milliseconds(value));
}

TEST(Framer, a_terminator_ends_a_code_however_the_bytes_are_cut) {
    const std::string line = "abc\rdefg\r";
    for (std::size_t cut = 0; cut <= line.size(); ++cut) {
        Framer framer({});
        Codes codes = framer.feed(line.substr(0, cut), ms(0));
        for (auto& code : framer.feed(line.substr(cut), ms(1))) codes.push_back(code);
        EXPECT_EQ(codes, (Codes{"abc", "defg"})) << cut;
    }
}

TEST(Framer, a_terminator_of_two_bytes_may_be_cut_in_the_middle) {
    Framer framer({.suffix = "\r\n"});
    EXPECT_TRUE(framer.feed("abc\r", ms(0)).empty());
    EXPECT_EQ(framer.feed("\nx\rq\r\n", ms(1)), (Codes{"abc", "x\rq"}));
}

TEST(Framer, silence_ends_a_code_without_terminator) {
    Framer framer({});
    EXPECT_EQ(framer.deadline(), Instant::max());
    EXPECT_TRUE(framer.feed("abc", ms(0)).empty());
    EXPECT_EQ(framer.deadline(), ms(50));
    EXPECT_TRUE(framer.idle_until(ms(49)).empty());
    EXPECT_EQ(framer.idle_until(ms(50)), (Codes{"abc"}));
    EXPECT_EQ(framer.deadline(), Instant::max());
}

TEST(Framer, bytes_that_waited_for_a_busy_box_are_still_one_code) {
    Framer framer({});
    EXPECT_TRUE(framer.feed("abc", ms(0)).empty());
    EXPECT_EQ(framer.feed("def\r", ms(500)), (Codes{"abcdef"}));
}

TEST(Framer, empty_lines_are_no_codes) {
    Framer framer({});
    EXPECT_TRUE(framer.feed("\r\r\r", ms(0)).empty());
}

TEST(Framer, a_code_at_the_limit_passes_whole_and_a_longer_one_is_cut_once) {
    const std::string at_limit(core::kScanBytesMax, 'a');
    Framer framer({});
    EXPECT_EQ(framer.feed(at_limit + '\r', ms(0)), (Codes{at_limit}));
    EXPECT_EQ(framer.feed(at_limit + "bcd" + std::string(50'000, 'e') + "\rnext\r", ms(1)),
              (Codes{at_limit, "next"}));
}

TEST(Framer, an_endless_line_takes_bounded_room_and_ends_by_silence) {
    Framer framer({});
    Codes codes;
    for (int i = 0; i < 100; ++i) {
        for (auto& code : framer.feed(std::string(10'000, 'x'), ms(i))) codes.push_back(code);
    }
    EXPECT_EQ(codes.size(), 1U);
    EXPECT_TRUE(framer.idle_until(ms(1000)).empty());
    EXPECT_EQ(framer.feed("abc\r", ms(1001)), (Codes{"abc"}));
}

}  // namespace
}  // namespace kiosk::drivers
