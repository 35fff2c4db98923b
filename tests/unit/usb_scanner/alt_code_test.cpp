// tests/unit/usb_scanner/alt_code_test.cpp — numbers at their limits.
#include "drivers/usb_scanner/alt_code.hpp"

#include <gtest/gtest.h>

namespace kiosk::drivers {
namespace {

std::optional<AltCharacter> number(std::string_view digits, bool hexadecimal = false) {
    AltCode code;
    if (hexadecimal) code.begin_hexadecimal();
    for (const char digit : digits) code.add(digit);
    return code.take();
}

TEST(AltCode, a_leading_zero_names_the_page) {
    EXPECT_EQ(number("65"), (AltCharacter{.value = 'A'}));
    EXPECT_EQ(number("0127"), (AltCharacter{.value = 127}));
    EXPECT_EQ(number("0128"), (AltCharacter{.value = 128, .is_byte = true}));
    EXPECT_EQ(number("128"), (AltCharacter{.value = 128, .is_byte = true, .old_page = true}));
    EXPECT_EQ(number("321"), (AltCharacter{.value = 'A'}));  // 256 + 65
}

TEST(AltCode, hexadecimal_is_unicode_without_surrogates) {
    EXPECT_EQ(number("e9", true), (AltCharacter{.value = 0xE9}));
    EXPECT_EQ(number("10ffff", true), (AltCharacter{.value = 0x10FFFF}));
    EXPECT_EQ(number("110000", true), std::nullopt);
    EXPECT_EQ(number("d800", true), std::nullopt);
    EXPECT_EQ(number("e000", true), (AltCharacter{.value = 0xE000}));
}

TEST(AltCode, eight_digits_and_not_one_more) {
    EXPECT_EQ(number("00000065"), (AltCharacter{.value = 'A'}));
    EXPECT_EQ(number("000000065"), std::nullopt);
    EXPECT_EQ(number(std::string(1000, '1')), std::nullopt);
    EXPECT_EQ(number(""), std::nullopt);
    EXPECT_EQ(number("6a"), std::nullopt);
}

TEST(AltCode, taking_begins_anew) {
    AltCode code;
    code.begin_hexadecimal();
    code.add('4');
    EXPECT_EQ(code.take(), (AltCharacter{.value = 4}));
    EXPECT_TRUE(code.empty());
    EXPECT_FALSE(code.hexadecimal());
}

TEST(AltBytes, utf8_comes_before_windows_1252) {
    EXPECT_EQ(text_of_bytes("\xC3\xA9", true), "é");
    EXPECT_EQ(text_of_bytes("\xE9\x80", false), "é€");
    EXPECT_EQ(text_of_bytes("\xE9", true), std::nullopt);
    EXPECT_EQ(text_of_bytes("\x81", false), std::nullopt);
    EXPECT_EQ(text_of_bytes("\x9F\xA0", false), "Ÿ\u00A0");
    EXPECT_EQ(text_of_bytes("", false), "");
}

}  // namespace
}  // namespace kiosk::drivers
