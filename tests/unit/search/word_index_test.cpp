// tests/unit/search/word_index_test.cpp — a vocabulary finds what comparing every word finds.
#include "kiosk/search/word_index.hpp"

#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/search/plain_search.hpp"

namespace kiosk::search {
namespace {

using Entries = std::vector<std::pair<std::string, std::uint32_t>>;  // word, ticket

WordIndex index_of(const Entries& entries) {
    WordIndexBuilder builder;
    for (const auto& [word, ticket] : entries) builder.add(word, ticket);
    return std::move(builder).build();
}

// Scores by ticket, of those that match.
std::map<std::uint32_t, int> found(const WordIndex& index, std::string_view query,
                                   std::size_t tickets) {
    std::vector<std::uint8_t> scores(tickets);
    WordMatcher matcher(query);
    index.find(matcher, scores);
    std::map<std::uint32_t, int> found;
    for (std::uint32_t i = 0; i < tickets; ++i) {
        if (scores[i] > 0) found[i] = scores[i];
    }
    return found;
}

using Scores = std::map<std::uint32_t, int>;

TEST(WordIndex, keeps_the_best_score_of_each_ticket) {
    const auto index = index_of({{"ama", 0}, {"amadou", 0}, {"amadou", 1}, {"kofi", 2}});
    EXPECT_EQ(found(index, "ama", 3), (Scores{{0, 100}, {1, 77}}));
    EXPECT_EQ(found(index, "kofi", 3), (Scores{{2, 100}}));
    EXPECT_EQ(found(index, "yaw", 3), (Scores{}));
}

TEST(WordIndex, counts_a_word_once) {
    EXPECT_EQ(index_of({{"ama", 5}, {"ama", 5}, {"ama", 7}}).words(), 1U);
    EXPECT_EQ(found(index_of({{"ama", 5}, {"ama", 5}, {"ama", 7}}), "ama", 8),
              (Scores{{5, 100}, {7, 100}}));
}

TEST(WordIndex, what_comes_twice_takes_no_room) {
    const Entries often(100, {"ama", 5});
    EXPECT_EQ(index_of(often).resident_bytes(), index_of({{"ama", 5}}).resident_bytes());
}

TEST(WordIndex, an_empty_one_finds_nothing) {
    EXPECT_EQ(found(index_of({}), "ama", 0), (Scores{}));
}

TEST(WordIndex, nothing_asked_finds_nothing) {
    EXPECT_EQ(found(index_of({{"ama", 0}}), "", 1), (Scores{}));
}

TEST(WordIndex, tells_long_words_apart_after_their_first_bytes) {
    const auto index = index_of({{"okonjoiweala", 0}, {"okonjoiwealb", 1}, {"okonjoiw", 2}});
    EXPECT_EQ(index.words(), 3U);
    EXPECT_EQ(found(index, "okonjoiweala", 3), (Scores{{0, 100}, {1, 40}}));
    EXPECT_EQ(found(index, "okonjoiw", 3), (Scores{{0, 76}, {1, 76}, {2, 100}}));
}

TEST(WordIndex, letters_of_several_bytes_count_as_one) {
    // The first bytes of both words' second letters are the same, the letters are not.
    const auto index = index_of({{"ሰላም", 0}, {"ሰሊም", 1}, {"ሰላምታ", 2}});
    EXPECT_EQ(found(index, "ሰላም", 3), (Scores{{0, 100}, {2, 79}}));
    EXPECT_EQ(found(index, "ሰላምታ", 3), (Scores{{0, 40}, {2, 100}}));
}

TEST(WordIndex, holds_far_tickets_and_the_longest_words) {
    const std::string longest = utf8_of(std::u32string(kWordLettersMax, U'\U00020000'));
    const auto index = index_of({{longest, 0}, {longest, 1'999'999}});
    EXPECT_EQ(found(index, longest, 2'000'000), (Scores{{0, 100}, {1'999'999, 100}}));
}

// Few letters, so that words share beginnings over many blocks of the vocabulary.
std::string random_word(std::mt19937& dice) {
    static constexpr std::string_view kLetters[] = {"a", "b", "o", "ሰ", "ሊ"};
    std::string word;
    const std::size_t letters = 1 + dice() % 9;
    for (std::size_t i = 0; i < letters; ++i) word += kLetters[dice() % std::size(kLetters)];
    return word;
}

TEST(WordIndex, agrees_with_comparing_every_word) {
    std::mt19937 dice(3);
    Entries entries;
    for (int i = 0; i < 3000; ++i) entries.emplace_back(random_word(dice), dice() % 500);
    const auto index = index_of(entries);
    EXPECT_GT(index.words(), 1500U);
    for (int turn = 0; turn < 100; ++turn) {
        const std::string query = random_word(dice);
        Scores expected;
        for (const auto& [word, ticket] : entries) {
            const int score = testing::plain_word_score(query, word);
            if (score > 0) expected[ticket] = std::max(expected[ticket], score);
        }
        ASSERT_EQ(found(index, query, 500), expected) << query;
    }
}

}  // namespace
}  // namespace kiosk::search
