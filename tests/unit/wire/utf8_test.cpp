// tests/unit/wire/utf8_test.cpp — strict UTF-8, with the ill-formed texts of Unicode 3.9, table
// 3-7.
#include "kiosk/wire/utf8.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace kiosk::wire {
namespace {

TEST(Utf8, decodes_one_to_four_bytes) {
    EXPECT_EQ(decode_utf8("aé€😀"), std::u32string(U"aé€😀"));
    EXPECT_EQ(decode_utf8(""), std::u32string());
}

TEST(Utf8, refuses_ill_formed_bytes) {
    const std::vector<std::string> bad{
        "\x80",         "\xC0\xAF",         "\xC1\xBF", "\xE0\x9F\xBF",
        "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF5\x80", "\xF4\x90\x80\x80",
        "\xE2\x82",     "\xE2(\xA1",        "\xFF"};
    for (const auto& text : bad)
        EXPECT_FALSE(decode_utf8(text).has_value()) << testing::PrintToString(text);
}

TEST(Utf8, knows_letters_beyond_latin) {
    for (const char32_t c : {U'ሰ', U'م', U'я', U'李'}) EXPECT_TRUE(is_beyond_latin(c));
    for (const char32_t c : {U'a', U'ọ', U'ɔ', U'\u0301', U'’', U' '})
        EXPECT_FALSE(is_beyond_latin(c));
}

}  // namespace
}  // namespace kiosk::wire
