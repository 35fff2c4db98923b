// tests/unit/core/text_blocks_test.cpp — texts come back whole, wherever a block ends.
#include "kiosk/core/text_blocks.hpp"

#include <array>
#include <string>

#include <gtest/gtest.h>

namespace kiosk::core {
namespace {

// What add() takes and read() gives back.
std::array<std::string, 2> pair_at(const TextBlocks& blocks, std::uint32_t address) {
    std::string_view first;
    std::string_view second;
    blocks.read(address, std::array{&first, &second});
    return {std::string(first), std::string(second)};
}

std::optional<std::uint32_t> add_pair(TextBlocks& blocks, std::string_view a, std::string_view b) {
    return blocks.add(std::array{a, b});
}

// Fills a block up to `rest` bytes before its end, with pairs of texts.
void fill_block_but(TextBlocks& blocks, std::size_t rest) {
    constexpr std::size_t kPair = 1024;  // with the lengths
    const std::string half(kPair / 2 - 2, 'x');
    for (std::size_t used = 0; used < TextBlocks::kBlockBytes - kPair; used += kPair) {
        ASSERT_TRUE(add_pair(blocks, half, half).has_value());
    }
    const std::string last(kPair - rest - 4, 'y');
    ASSERT_TRUE(add_pair(blocks, last, "").has_value());
}

TEST(TextBlocks, texts_of_every_length_come_back_in_their_order) {
    TextBlocks blocks;
    const std::string longest(TextBlocks::kTextBytesMax, 'z');
    const auto a = add_pair(blocks, "", "Ọlá");
    const auto b = add_pair(blocks, longest, "b");
    ASSERT_TRUE(a && b);
    EXPECT_EQ(pair_at(blocks, *a), (std::array<std::string, 2>{"", "Ọlá"}));
    EXPECT_EQ(pair_at(blocks, *b), (std::array<std::string, 2>{longest, "b"}));
}

TEST(TextBlocks, a_block_is_filled_to_its_last_byte) {
    TextBlocks blocks(1);
    fill_block_but(blocks, 10);
    const auto at_limit = add_pair(blocks, "abc", "def");  // 3 + 3 and twice 2 of length
    ASSERT_TRUE(at_limit.has_value());
    EXPECT_EQ(pair_at(blocks, *at_limit), (std::array<std::string, 2>{"abc", "def"}));
    EXPECT_FALSE(add_pair(blocks, "", "").has_value());
}

TEST(TextBlocks, what_does_not_fit_any_more_goes_whole_into_the_next_block) {
    TextBlocks blocks(2);
    fill_block_but(blocks, 10);
    const auto next = add_pair(blocks, "abcd", "def");
    ASSERT_TRUE(next.has_value());
    EXPECT_EQ(*next, TextBlocks::kBlockBytes);
    EXPECT_EQ(pair_at(blocks, *next), (std::array<std::string, 2>{"abcd", "def"}));
}

TEST(TextBlocks, nothing_is_added_past_the_last_block) {
    TextBlocks blocks(1);
    fill_block_but(blocks, 10);
    EXPECT_FALSE(add_pair(blocks, "abcd", "def").has_value());
}

TEST(TextBlocks, a_short_list_takes_little_memory) {
    TextBlocks blocks;
    const auto address = add_pair(blocks, "Ama", "Owusu");
    blocks.shrink_to_fit();
    ASSERT_TRUE(address.has_value());
    EXPECT_LT(blocks.resident_bytes(), 100U);
    EXPECT_EQ(pair_at(blocks, *address), (std::array<std::string, 2>{"Ama", "Owusu"}));
}

}  // namespace
}  // namespace kiosk::core
