// tests/unit/core/walk_in_test.cpp — a walk-in's code: its form, and the sign that checks it.
#include "kiosk/core/walk_in.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

namespace kiosk::core {
namespace {

std::string some_code(std::uint8_t first) {
    for (std::uint8_t last = 0; last < 32; ++last) {
        if (auto code = walk_in_code({first, 7, 31, 12, last})) return *code;
    }
    return {};
}

TEST(WalkInCode, has_the_form_that_is_printed) {
    const std::string code = some_code(3);
    ASSERT_EQ(code.size(), kWalkInCodeLength);
    EXPECT_TRUE(code.starts_with("W-3")) << code;
    EXPECT_EQ(code.find_first_of("ILOU"), std::string::npos) << code;
    EXPECT_TRUE(is_walk_in_code(code));
}

TEST(WalkInCode, every_wrong_sign_is_noticed) {
    constexpr std::string_view kSigns = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    for (const std::uint8_t first : std::array<std::uint8_t, 4>{0, 9, 17, 31}) {
        const std::string code = some_code(first);
        for (std::size_t at = 2; at < code.size(); ++at) {
            for (const char sign : kSigns) {
                std::string wrong = code;
                wrong[at] = sign;
                EXPECT_EQ(is_walk_in_code(wrong), wrong == code) << wrong;
            }
        }
    }
}

TEST(WalkInCode, exchanged_neighbours_are_noticed) {
    for (std::uint8_t first = 0; first < 32; ++first) {
        const std::string code = some_code(first);
        for (std::size_t at = 2; at + 1 < code.size(); ++at) {
            std::string wrong = code;
            std::swap(wrong[at], wrong[at + 1]);
            EXPECT_EQ(is_walk_in_code(wrong), wrong == code) << wrong;
        }
    }
}

TEST(WalkInCode, other_texts_are_none) {
    const std::string code = some_code(5);
    EXPECT_FALSE(is_walk_in_code(""));
    EXPECT_FALSE(is_walk_in_code("W-"));
    EXPECT_FALSE(is_walk_in_code(code.substr(1)));
    EXPECT_FALSE(is_walk_in_code(code + "0"));
    EXPECT_FALSE(is_walk_in_code("V" + code.substr(1)));
}

TEST(WalkInCode, chance_whose_check_sign_would_be_mistaken_gives_none) {
    int without = 0;
    for (std::uint8_t last = 0; last < 32; ++last) {
        if (!walk_in_code({1, 2, 3, 4, last})) ++without;
    }
    EXPECT_GT(without, 0);
    EXPECT_LT(without, 8);
}

}  // namespace
}  // namespace kiosk::core
