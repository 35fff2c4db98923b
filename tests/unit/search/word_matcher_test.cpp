// tests/unit/search/word_matcher_test.cpp — how like two words are.
#include "kiosk/search/word_matcher.hpp"

#include <random>
#include <string>

#include <gtest/gtest.h>

#include "tests/unit/search/plain_search.hpp"

namespace kiosk::search {
namespace {

int score(std::string_view query, std::string_view word) {
    return WordMatcher(query).score_of(word);
}

TEST(WordMatcher, equal_words_score_most) {
    EXPECT_EQ(score("ng", "ng"), 100);
    EXPECT_EQ(score("ሰላም", "ሰላም"), 100);
}

TEST(WordMatcher, beginnings_lose_a_point_for_each_letter_down_to_a_floor) {
    EXPECT_EQ(score("ng", "ngo"), 79);
    EXPECT_EQ(score("ሰ", "ሰላም"), 78);
    EXPECT_EQ(score("a", "a" + std::string(20, 'b')), 60);
    EXPECT_EQ(score("a", "a" + std::string(21, 'b')), 60);
    EXPECT_EQ(score("ngo", "ng"), 0);
}

TEST(WordMatcher, forgives_one_mistake_from_four_letters_on) {
    EXPECT_EQ(score("kofi", "koffi"), 40);  // too few
    EXPECT_EQ(score("kofi", "kfi"), 40);    // too many
    EXPECT_EQ(score("kofi", "kobi"), 40);   // another
    EXPECT_EQ(score("kofi", "kfoi"), 40);   // exchanged
    EXPECT_EQ(score("kof", "kob"), 0);
    EXPECT_EQ(score("kofi", "kobe"), 0);
}

TEST(WordMatcher, forgives_two_mistakes_from_eight_letters_on) {
    EXPECT_EQ(score("mohammed", "muhammad"), 30);
    EXPECT_EQ(score("mohamed", "muhamad"), 0);
    EXPECT_EQ(score("mohammed", "muhamnad"), 0);
    EXPECT_EQ(score("chidinma", "chidimma"), 40);
}

TEST(WordMatcher, forgives_mistakes_in_a_beginning) {
    EXPECT_EQ(score("tandek", "thandeka"), 40);
    EXPECT_EQ(score("kobi", "kofitsu"), 40);
}

TEST(WordMatcher, can_be_strict) {
    EXPECT_EQ(WordMatcher("kofi", Mistakes::not_forgiven).score_of("kobi"), 0);
    EXPECT_EQ(WordMatcher("kofi", Mistakes::not_forgiven).score_of("kofit"), 79);
}

TEST(WordMatcher, nothing_matches_nothing) {
    EXPECT_EQ(score("", "kofi"), 0);
    EXPECT_EQ(score("", ""), 0);
    EXPECT_EQ(score("kofi", ""), 0);
    EXPECT_TRUE(WordMatcher("").hopeless(0));
}

TEST(WordMatcher, letters_beyond_the_limit_do_not_count) {
    const std::string longest(kWordLettersMax, 'a');
    EXPECT_EQ(score(longest, longest), 100);
    EXPECT_EQ(score(longest + "b", longest), 100);
    EXPECT_EQ(score(longest, longest + "b"), 100);
}

// Words of three letters of the alphabet are near one another often enough.
std::string random_word(std::mt19937& dice, std::size_t longest) {
    std::string word;
    const std::size_t letters = dice() % (longest + 1);
    for (std::size_t i = 0; i < letters; ++i) word += static_cast<char>('a' + dice() % 3);
    return word;
}

TEST(WordMatcher, agrees_with_the_plain_rules) {
    std::mt19937 dice(1);
    for (int turn = 0; turn < 20'000; ++turn) {
        const std::string query = random_word(dice, 11);
        const std::string word = random_word(dice, 12);
        ASSERT_EQ(score(query, word), testing::plain_word_score(query, word))
            << query << " in " << word;
    }
}

TEST(WordMatcher, goes_on_from_a_shared_beginning) {
    std::mt19937 dice(2);
    for (int turn = 0; turn < 5'000; ++turn) {
        const std::string query = random_word(dice, 10);
        const std::string word = random_word(dice, 8);
        const std::string other = word.substr(0, dice() % (word.size() + 1)) + random_word(dice, 5);
        WordMatcher matcher(query);
        (void)matcher.score_of(word);
        std::size_t shared = 0;
        while (shared < std::min(word.size(), other.size()) && word[shared] == other[shared]) {
            ++shared;
        }
        bool hopeless = matcher.hopeless(0);
        for (std::size_t at = shared; at < other.size(); ++at) {
            matcher.read(at, static_cast<char32_t>(other[at]));
            hopeless = hopeless || matcher.hopeless(at + 1);
        }
        const int expected = testing::plain_word_score(query, other);
        ASSERT_EQ(matcher.score(other.size()), expected) << query << " in " << other;
        ASSERT_FALSE(hopeless && expected > 0) << query << " in " << other;
    }
}

}  // namespace
}  // namespace kiosk::search
