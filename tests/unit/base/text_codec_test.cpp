// tests/unit/base/text_codec_test.cpp — hexadecimal is strict both ways.
#include "kiosk/base/text_codec.hpp"

#include <array>

#include <gtest/gtest.h>

namespace kiosk {
namespace {

TEST(Hex, every_byte_comes_back) {
    std::array<std::uint8_t, 256> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::uint8_t>(i);
    std::array<std::uint8_t, 256> back{};
    ASSERT_TRUE(from_hex(to_hex(all), back));
    EXPECT_EQ(back, all);
    EXPECT_EQ(to_hex(std::array<std::uint8_t, 2>{0x0f, 0xa0}), "0fa0");
}

TEST(Hex, other_lengths_and_characters_are_refused) {
    std::array<std::uint8_t, 2> out{};
    EXPECT_FALSE(from_hex("0fa", out));
    EXPECT_FALSE(from_hex("0fa00", out));
    EXPECT_FALSE(from_hex("0FA0", out));
    EXPECT_FALSE(from_hex("0fg0", out));
    EXPECT_FALSE(from_hex("", out));
}

}  // namespace
}  // namespace kiosk
