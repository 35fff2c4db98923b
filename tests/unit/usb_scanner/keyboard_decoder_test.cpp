// tests/unit/usb_scanner/keyboard_decoder_test.cpp — reports of real scanners, their pace and
// faults.
#include "drivers/usb_scanner/keyboard_decoder.hpp"

#include <gtest/gtest.h>

#include "tests/unit/usb_scanner/descriptors.hpp"

namespace kiosk::drivers {
namespace {

using enum KeyboardLayout;
using Codes = std::vector<ReadCode>;
using Reports = std::vector<std::string_view>;  // the bytes in front; the rest is zero

constexpr std::string_view kRelease = "00";
constexpr std::string_view kEnter = "00 00 28";

Instant ms(int value) {
    return Instant(std::chrono::milliseconds(value));
}

Bytes padded(std::string_view hex) {
    Bytes report = from_text(hex);
    report.resize(8);
    return report;
}

// A scanner at a poll of 4 ms, from a time on.
class Scanner {
  public:
    explicit Scanner(KeyboardLayout layout = us, KeySuffix suffix = KeySuffix::enter)
        : decoder(kBootKeyboard, layout, suffix) {}

    void send(std::string_view report) {
        for (auto& code : decoder.feed(padded(report), ms(now))) codes.push_back(code);
        now += 4;
    }
    // Each report followed by one without a key.
    Codes type(const Reports& reports) {
        for (const auto report : reports) {
            send(report);
            send(kRelease);
        }
        return std::exchange(codes, {});
    }
    Codes wait(int milliseconds) {
        now += milliseconds;
        return decoder.idle_until(ms(now));
    }

    KeyboardDecoder decoder;
    Codes codes;
    int now = 1000;
};

ReadCode whole(std::string bytes) {
    return {.bytes = std::move(bytes)};
}

ReadCode silent(std::string bytes, ReadQuality quality) {
    return {.bytes = std::move(bytes), .quality = quality, .by_terminator = false};
}

TEST(KeyboardDecoder, letters_with_and_without_shift) {
    EXPECT_EQ(Scanner().type({"02 00 0b", "00 00 08", "00 00 0f", "00 00 0f", "00 00 12", kEnter}),
              Codes{whole("Hello")});
}

TEST(KeyboardDecoder, several_keys_of_one_report_are_several_characters) {
    EXPECT_EQ(Scanner().type({"00 00 04 05 06", kEnter}), Codes{whole("abc")});
}

TEST(KeyboardDecoder, the_next_key_may_come_before_the_last_is_let_go) {
    Scanner scanner;
    scanner.send("00 00 04");
    scanner.send("00 00 05");
    scanner.send(kRelease);
    EXPECT_EQ(scanner.type({kEnter}), Codes{whole("ab")});
}

TEST(KeyboardDecoder, a_report_that_comes_again_is_no_second_key) {
    Scanner scanner;
    scanner.send("00 00 04");
    scanner.send("00 00 04");
    scanner.send(kRelease);
    EXPECT_EQ(scanner.type({kEnter}), Codes{whole("a")});
}

TEST(KeyboardDecoder, a_rollover_report_is_passed_over) {
    Scanner scanner;
    scanner.send("00 00 04");
    scanner.send("01 01 01 01 01 01 01 01");
    scanner.send("00 00 04 05");
    scanner.send(kRelease);
    EXPECT_EQ(scanner.type({kEnter}), Codes{whole("ab")});
}

TEST(KeyboardDecoder, shift_counts_in_its_own_report_only) {
    EXPECT_EQ(Scanner().type({"02", "00 00 37", "02 00 37", kEnter}), Codes{whole(".>")});
    EXPECT_EQ(Scanner().type({"20 00 1f", kEnter}), Codes{whole("@")});
    EXPECT_EQ(Scanner(de).type({"20 00 1f", kEnter}), Codes{whole("\"")});
    EXPECT_EQ(Scanner(de).type({"40 00 14", kEnter}), Codes{whole("@")});
}

TEST(KeyboardDecoder, caps_lock_turns_letters_until_it_comes_again) {
    Scanner scanner;
    EXPECT_EQ(scanner.type({"00 00 39", "00 00 04", "00 00 39", "00 00 04", kEnter}),
              Codes{whole("Aa")});
}

TEST(KeyboardDecoder, caps_lock_pressed_behind_the_code_is_remembered) {
    Scanner scanner;
    EXPECT_EQ(scanner.type({"00 00 39", "00 00 05", kEnter, "00 00 39"}), Codes{whole("B")});
    EXPECT_EQ(scanner.wait(1000), Codes{});
    EXPECT_EQ(scanner.type({"00 00 05", kEnter}), Codes{whole("b")});
}

TEST(KeyboardDecoder, control_characters_are_kept) {
    EXPECT_EQ(Scanner().type({"00 00 04", "01 00 30", "00 00 05", kEnter}), Codes{whole("a\x1D"
                                                                                        "b")});
}

TEST(KeyboardDecoder, alt_numbers_of_a_real_scanner) {
    EXPECT_EQ(
        Scanner().type({"04 00 62 60 5b", "04 00 62 5f 5b", "04 00 62 60 62", "04 00 62 5c 5d",
                        "04 00 62 5d 5a", "04 00 62 5c 5d", "04 00 62 5c 61", kEnter}),
        Codes{whole("SIP-4-1")});
}

TEST(KeyboardDecoder, alt_numbers_digit_by_digit_are_the_same) {
    Scanner scanner;
    for (const auto report : {"04", "04 00 62", "04", "04 00 60", "04", "04 00 62", "04", "00"}) {
        scanner.send(report);
    }
    EXPECT_EQ(scanner.type({kEnter}), Codes{whole("P")});
}

TEST(KeyboardDecoder, an_enter_in_the_report_that_lets_alt_go_comes_behind_the_number) {
    Scanner scanner;
    scanner.send("04 00 62 60 5b");
    EXPECT_EQ(scanner.type({kEnter}), Codes{whole("S")});
}

TEST(KeyboardDecoder, enter_twice_or_with_a_line_feed_ends_one_code) {
    EXPECT_EQ(Scanner().type({"00 00 04", kEnter, "01 00 0d"}), Codes{whole("a")});
    EXPECT_EQ(Scanner().type({"00 00 04", kEnter, "03 00 0d"}), Codes{whole("a")});
    EXPECT_EQ(Scanner().type({"00 00 04", "00 00 58", kEnter}), Codes{whole("a")});
    EXPECT_EQ(Scanner().type({kEnter}), Codes{});
}

TEST(KeyboardDecoder, tab_ends_a_code_only_where_the_scanner_is_set_so) {
    EXPECT_EQ(Scanner(us, KeySuffix::tab).type({"00 00 04", "00 00 2b"}), Codes{whole("a")});
    EXPECT_EQ(Scanner().type({"00 00 04", "00 00 2b", kEnter}), Codes{whole("a\t")});
}

TEST(KeyboardDecoder, a_code_without_its_enter_is_incomplete) {
    Scanner scanner;
    EXPECT_EQ(scanner.type({"00 00 04"}), Codes{});
    EXPECT_EQ(scanner.decoder.deadline(), ms(1004 + 100));
    EXPECT_EQ(scanner.wait(300), Codes{silent("a", ReadQuality::incomplete)});
    EXPECT_EQ(scanner.decoder.deadline(), Instant::max());
    EXPECT_EQ(scanner.type({"00 00 05", kEnter}), Codes{whole("b")});
}

TEST(KeyboardDecoder, a_key_after_the_pause_is_another_code_even_if_nobody_asked_meanwhile) {
    Scanner scanner;
    EXPECT_EQ(scanner.type({"00 00 04"}), Codes{});
    scanner.now += 300;
    EXPECT_EQ(scanner.type({"00 00 05", kEnter}),
              (Codes{silent("a", ReadQuality::incomplete), whole("b")}));
}

TEST(KeyboardDecoder, without_suffix_silence_ends_the_code) {
    Scanner scanner(us, KeySuffix::none);
    EXPECT_EQ(scanner.type({"00 00 04"}), Codes{});
    EXPECT_EQ(scanner.wait(95), Codes{});
    EXPECT_EQ(scanner.wait(1), Codes{silent("a", ReadQuality::whole)});
}

TEST(KeyboardDecoder, a_slow_scanner_is_given_ten_of_its_steps_and_at_most_a_second) {
    Scanner scanner;
    for (const auto& [step, patience] : {std::pair(50, 500), std::pair(99, 990)}) {
        scanner.send("00 00 04");
        scanner.now += step - 4;
        scanner.send(kRelease);
        EXPECT_EQ(scanner.decoder.deadline(), ms(scanner.now - 4 + patience));
        EXPECT_EQ(scanner.wait(1000).size(), 1U);
    }
    scanner.send("00 00 04");
    scanner.now += 95;
    scanner.send(kRelease);  // 99 ms, patience 990 ms
    scanner.now += 500;
    scanner.send("00 00 05");  // 504 ms, patience 1 s
    EXPECT_EQ(scanner.decoder.deadline(), ms(scanner.now - 4 + 1000));
}

TEST(KeyboardDecoder, the_lines_behind_the_first_are_one_undecodable_code) {
    Scanner scanner;
    const Reports lines{"00 00 04", kEnter, "00 00 05", kEnter, "00 00 06", kEnter};
    EXPECT_EQ(scanner.type(lines), Codes{whole("a")});
    EXPECT_EQ(scanner.wait(150), Codes{silent("bc", ReadQuality::undecodable)});
    EXPECT_EQ(scanner.type({"00 00 07", kEnter}), Codes{whole("d")});
}

TEST(KeyboardDecoder, keys_of_a_bitmap_that_go_down_together_are_undecodable) {
    const KeyReportLayout bitmap{
        .modifiers_at = 0, .keys_at = 1, .key_count = 56, .bitmap = true, .first_usage = 4};
    KeyboardDecoder decoder(bitmap, us, KeySuffix::none);
    EXPECT_EQ(decoder.feed(from_text("00 01 00 00 00 00 00 00"), ms(0)), Codes{});
    EXPECT_EQ(decoder.idle_until(ms(100)), Codes{silent("a", ReadQuality::whole)});
    EXPECT_EQ(decoder.feed(from_text("00 07 00 00 00 00 00 00"), ms(200)), Codes{});
    EXPECT_EQ(decoder.idle_until(ms(300)), Codes{silent("bc", ReadQuality::undecodable)});
}

TEST(KeyboardDecoder, a_function_key_makes_the_code_undecodable) {
    const auto codes = Scanner().type({"00 00 04", "00 00 3a", kEnter});
    ASSERT_EQ(codes.size(), 1U);
    EXPECT_EQ(codes[0].quality, ReadQuality::undecodable);
}

TEST(KeyboardDecoder, an_unplugged_scanner_leaves_nothing_behind) {
    Scanner scanner;
    EXPECT_EQ(scanner.type({"00 00 39", "00 00 04"}), Codes{});
    scanner.decoder.reset();
    EXPECT_EQ(scanner.decoder.deadline(), Instant::max());
    EXPECT_EQ(scanner.type({"00 00 05", kEnter}), Codes{whole("b")});
}

TEST(KeyboardDecoder, a_code_at_the_limit_passes_and_one_character_more_is_cut) {
    for (const std::size_t more : {0U, 1U}) {
        Scanner scanner;
        for (std::size_t i = 0; i < core::kScanBytesMax + more; ++i) {
            scanner.send("00 00 04");
            scanner.send(kRelease);
        }
        const auto codes = scanner.type({kEnter});
        ASSERT_EQ(codes.size(), 1U);
        EXPECT_EQ(codes[0].bytes, std::string(core::kScanBytesMax, 'a'));
        EXPECT_EQ(codes[0].quality, more == 0 ? ReadQuality::whole : ReadQuality::overlong);
    }
}

TEST(KeyboardDecoder, a_keyboard_that_never_stops_takes_bounded_room) {
    Scanner scanner;
    for (std::size_t i = 0; i < 2 * kStrokesMax; ++i) {
        scanner.send(i % 2 == 0 ? "00 00 04 05 06 07 08 09" : kRelease);
    }
    const auto codes = scanner.type({kEnter});
    ASSERT_EQ(codes.size(), 1U);
    EXPECT_EQ(codes[0].quality, ReadQuality::overlong);
    EXPECT_EQ(scanner.decoder.last_strokes().size(), kStrokesMax);
}

TEST(KeyboardDecoder, the_keys_of_the_last_code_are_kept_without_its_enter) {
    Scanner scanner;
    EXPECT_EQ(scanner.type({"00 00 04", kEnter}).size(), 1U);
    ASSERT_EQ(scanner.decoder.last_strokes().size(), 1U);
    EXPECT_EQ(scanner.decoder.last_strokes()[0], (KeyStroke{0x04, 0}));
}

}  // namespace
}  // namespace kiosk::drivers
