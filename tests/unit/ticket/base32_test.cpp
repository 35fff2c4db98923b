// tests/unit/ticket/base32_test.cpp — every value has one text, and no other text is taken.
#include "kiosk/core/ticket/base32.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace kiosk::core {
namespace {

using Bytes = std::vector<std::uint8_t>;

Base32Fault fault_of(std::string_view text, std::size_t size) {
    Bytes bytes(size);
    return read_base32(text, bytes);
}

// RFC 4648, section 10, without the padding.
TEST(Base32, has_the_texts_of_the_standard) {
    const std::pair<std::string, std::string> rows[] = {{"", ""},
                                                        {"f", "MY"},
                                                        {"fo", "MZXQ"},
                                                        {"foo", "MZXW6"},
                                                        {"foob", "MZXW6YQ"},
                                                        {"fooba", "MZXW6YTB"},
                                                        {"foobar", "MZXW6YTBOI"}};
    for (const auto& [plain, text] : rows) {
        const Bytes bytes(plain.begin(), plain.end());
        EXPECT_EQ(base32_text(bytes), text);
        EXPECT_EQ(base32_length(bytes.size()), text.size());
        Bytes read(bytes.size());
        EXPECT_EQ(read_base32(text, read), Base32Fault::none);
        EXPECT_EQ(read, bytes);
    }
}

TEST(Base32, every_byte_survives_at_every_place) {
    for (std::size_t place = 0; place < 5; ++place) {
        for (unsigned value = 0; value < 256; ++value) {
            Bytes bytes(5);
            bytes[place] = static_cast<std::uint8_t>(value);
            Bytes read(5);
            EXPECT_EQ(read_base32(base32_text(bytes), read), Base32Fault::none);
            EXPECT_EQ(read, bytes);
        }
    }
}

TEST(Base32, another_length_is_refused_first) {
    EXPECT_EQ(fault_of("M", 1), Base32Fault::length);
    EXPECT_EQ(fault_of("M!Y", 1), Base32Fault::length);
    EXPECT_EQ(fault_of("MY======", 1), Base32Fault::length);
}

TEST(Base32, only_capitals_and_2_to_7_are_signs) {
    int signs = 0;
    for (int byte = 0; byte < 256; ++byte) {
        const std::string text{'A', static_cast<char>(byte)};
        if (fault_of(text, 1) == Base32Fault::alphabet) {
            EXPECT_FALSE(is_base32(text));
        } else {
            EXPECT_TRUE(is_base32(text));
            ++signs;
        }
    }
    EXPECT_EQ(signs, 32);
    EXPECT_TRUE(is_base32(""));
}

TEST(Base32, bits_that_no_byte_uses_must_be_zero) {
    EXPECT_EQ(fault_of("MY", 1), Base32Fault::none);
    for (const char* text : {"MZ", "M2", "M4", "M7"}) {
        EXPECT_EQ(fault_of(text, 1),
                  text[1] == '4' ? Base32Fault::none : Base32Fault::not_canonical)
            << text;
    }
}

}  // namespace
}  // namespace kiosk::core
