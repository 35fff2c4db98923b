// tests/unit/search/words_test.cpp — what names and queries are cut into.
#include "kiosk/search/words.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "kiosk/search/letters.hpp"

namespace kiosk::search {
namespace {

using Words = std::vector<std::string>;

bool holds(const Words& words, const std::string& word) {
    return std::ranges::find(words, word) != words.end();
}

TEST(Letters, go_to_utf8_and_back) {
    const std::u32string every{U'a',      U'\u007f', U'\u0080',     U'\u07ff',
                               U'\u0800', U'\uffff', U'\U00010000', U'\U0010ffff'};
    EXPECT_EQ(letters_of(utf8_of(every)), every);
    EXPECT_EQ(utf8_of(letters_of("aéሰ𞤀")), "aéሰ𞤀");
    EXPECT_TRUE(letters_of("").empty());
}

TEST(QueryWords, are_split_at_blanks_with_joiners_dropped) {
    EXPECT_EQ(query_words(" N'Diaye  Zoë ", JoinersAre::dropped), (Words{"ndiaye", "zoe"}));
    EXPECT_EQ(query_words("Jean-Paul", JoinersAre::dropped), (Words{"jeanpaul"}));
    EXPECT_EQ(query_words("Jean-Paul", JoinersAre::blanks), (Words{"jean", "paul"}));
    EXPECT_TRUE(query_words(" - ", JoinersAre::dropped).empty());
}

TEST(QueryWords, hold_no_word_twice) {
    EXPECT_EQ(query_words("ba BA bâ", JoinersAre::dropped), (Words{"ba"}));
}

TEST(JoinedWords, are_the_whole_query_as_one) {
    EXPECT_EQ(joined_words("Ó  Bri-ain"), "obriain");
    EXPECT_EQ(joined_words(" "), "");
}

TEST(NameWords, are_parts_whole_words_and_neighbours) {
    EXPECT_EQ(name_words("Zoë N’Diaye"), (Words{"ndiaye", "zoe", "n", "diaye", "zoen", "ndiaye"}));
    EXPECT_EQ(name_words("Ama"), (Words{"ama"}));
    EXPECT_TRUE(name_words("").empty());
    EXPECT_TRUE(name_words(" -' ").empty());
}

TEST(NameWords, count_up_to_the_limit) {
    std::string name;
    for (std::size_t i = 1; i <= kNameWordsMax; ++i) name += "part" + std::to_string(i) + ' ';
    const Words words = name_words(name + "beyond");
    EXPECT_TRUE(holds(words, "part" + std::to_string(kNameWordsMax)));
    EXPECT_FALSE(holds(words, "beyond"));
    EXPECT_EQ(words.size(), 2 * kNameWordsMax - 1);
}

TEST(NameWords, are_cut_after_the_last_letter_that_counts) {
    std::string longest;
    for (std::size_t i = 0; i < kWordLettersMax; ++i) longest += "ሰ";
    EXPECT_EQ(name_words(longest), (Words{longest}));
    EXPECT_EQ(name_words(longest + "ሰ"), (Words{longest}));
    EXPECT_EQ(joined_words(longest + " ሰ"), longest);
}

}  // namespace
}  // namespace kiosk::search
