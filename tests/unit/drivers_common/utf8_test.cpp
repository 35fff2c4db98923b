// tests/unit/drivers_common/utf8_test.cpp — the edges of every length.
#include "drivers/common/utf8.hpp"

#include <gtest/gtest.h>

namespace kiosk::drivers {
namespace {

TEST(Utf8, every_length_is_written_and_recognised_at_both_ends) {
    std::string text;
    for (const char32_t character : {U'\0', U'\x7F', U'\x80', U'\x7FF', U'\x800', U'\xD7FF',
                                     U'\xE000', U'\xFFFF', U'\x10000', U'\x10FFFF'}) {
        append_utf8(text, character);
    }
    EXPECT_EQ(text, std::string("\0\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF"
                                "\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF",
                                26));
    EXPECT_TRUE(is_utf8(text));
    EXPECT_TRUE(is_utf8(""));
}

TEST(Utf8, what_the_standard_forbids_is_none) {
    for (const std::string_view bytes :
         {"\x80", "\xC1\xBF", "\xC2", "\xC2\x41", "\xE0\x9F\xBF", "\xE1\x80", "\xED\xA0\x80",
          "\xF0\x8F\xBF\xBF", "\xF0\x90\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "a\xFF"}) {
        EXPECT_FALSE(is_utf8(bytes)) << bytes;
    }
}

}  // namespace
}  // namespace kiosk::drivers
