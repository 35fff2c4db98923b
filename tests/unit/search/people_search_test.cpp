// tests/unit/search/people_search_test.cpp — ranking, fields and limits of a search.
#include "kiosk/search/people_search.hpp"

#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/search/plain_search.hpp"
#include "tests/unit/search/search_people.hpp"

namespace kiosk::search {
namespace {

using testing::index_of;
using testing::names_for;
using Names = std::vector<std::string>;

TEST(PeopleSearch, whole_words_then_beginnings_then_mistakes) {
    const auto people = index_of({{"Mensha"}, {"Mensahema"}, {"Mensah"}, {"Mensahe"}, {"Mensa"}});
    EXPECT_EQ(names_for(people, "mensah"),
              (Names{"Mensah", "Mensahe", "Mensahema", "Mensha", "Mensa"}));
}

TEST(PeopleSearch, equal_scores_stay_in_list_order) {
    const auto people = index_of({{"Ama Owusu"}, {"Owusu Ama"}, {"Ama Asare"}, {"Ama B. Owusu"}});
    EXPECT_EQ(names_for(people, "owusu ama"), (Names{"Ama Owusu", "Owusu Ama", "Ama B. Owusu"}));
}

TEST(PeopleSearch, every_word_must_match) {
    const auto people = index_of({{"Mohammed Abdallah"}, {"Abd Allah Hassan"}});
    EXPECT_EQ(names_for(people, "abdallah hassan"), (Names{"Abd Allah Hassan"}));
    EXPECT_EQ(names_for(people, "hassan abdallah kofi"), (Names{}));
}

TEST(PeopleSearch, what_was_typed_counts_more_than_what_may_be_meant) {
    const auto people = index_of({{"Mensha"},
                                  {"Ama", "", "", "Mensah Ltd"},
                                  {"Esi", "mensah.e@example.org"},
                                  {"Yaw", "", "MENSAHX"},
                                  {"Mensahema"},
                                  {"Kofi", "mensah@example.org"},
                                  {"Mensah"}});
    EXPECT_EQ(names_for(people, "mensah"),
              (Names{"Mensah", "Kofi", "Mensahema", "Esi", "Yaw", "Ama", "Mensha"}));
    const auto hits = search(people, "mensah");
    ASSERT_TRUE(hits.has_value());
    std::vector<std::pair<int, std::string_view>> scores;
    for (const Hit& hit : *hits) scores.emplace_back(hit.score, name_of(hit.field));
    EXPECT_EQ(scores, (std::vector<std::pair<int, std::string_view>>{{100, "name"},
                                                                     {90, "email"},
                                                                     {77, "name"},
                                                                     {50, "email"},
                                                                     {50, "order"},
                                                                     {45, "company"},
                                                                     {40, "name"}}));
}

TEST(PeopleSearch, nothing_typed_and_nobody_there_find_nobody) {
    const auto people = index_of({{"Ama Owusu", "ama@example.org", "K7M9P", "Acme"}});
    for (const char* query : {"", "   ", "--", "-'. ", "xyzzy", "<script>", "\xff\xfe", "@"}) {
        EXPECT_EQ(names_for(people, query), Names{}) << query;
    }
    EXPECT_EQ(names_for(index_of({}), "ama"), Names{});
}

TEST(PeopleSearch, one_letter_finds_names_but_no_codes) {
    const auto people = index_of({{"Ng"}, {"Ama", "nana@example.org", "N1234", "Nordic"}});
    EXPECT_EQ(names_for(people, "n"), (Names{"Ng", "Ama"}));  // by its company's word
    EXPECT_EQ(names_for(index_of({{"Ama", "nana@example.org", "N1234"}}), "n"), Names{});
}

TEST(PeopleSearch, queries_have_at_most_so_many_bytes) {
    const auto people = index_of({{"Ama"}});
    EXPECT_TRUE(search(people, std::string(kQueryBytesMax, 'a')).has_value());
    const auto refused = search(people, std::string(kQueryBytesMax + 1, 'a'));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Errc::too_large);
    EXPECT_EQ(refused.error().context, "search has 201 bytes, limit 200");
}

TEST(PeopleSearch, queries_have_at_most_so_many_words) {
    std::string name;
    for (std::size_t i = 0; i < kQueryWordsMax; ++i) name += "n" + std::to_string(i) + ' ';
    const auto people = index_of({{name}});
    EXPECT_EQ(names_for(people, name), (Names{name}));
    const auto refused = search(people, name + "beyond");
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, Errc::too_large);
    EXPECT_EQ(refused.error().context, "search has 11 words, limit 10");
    // Joiners do not hide words.
    std::string joined = name + "beyond";
    for (char& c : joined) c = c == ' ' ? '-' : c;
    EXPECT_FALSE(search(people, joined).has_value());
}

TEST(PeopleSearch, finds_at_most_so_many_and_the_best_of_them) {
    std::vector<testing::Person> many(kHitsMax, {"Amadou"});
    EXPECT_EQ(names_for(index_of(many), "ama").size(), kHitsMax);
    many.push_back({"Ama"});
    many.push_back({"Amadou"});
    const auto names = names_for(index_of(many), "ama");
    EXPECT_EQ(names.size(), kHitsMax);
    EXPECT_EQ(names.front(), "Ama");
}

TEST(PeopleSearch, agrees_with_the_plain_rules) {
    static constexpr const char* kParts[] = {"Ama", "Amadou", "Abd",  "Allah",  "Abdallah", "Ba",
                                             "N’",  "Diaye",  "Jean", "-Paul",  "Mohammed", "Seán",
                                             "ሰላም", "محمد",   "Ó",    "Briain", "Ngozi",    "Li"};
    std::mt19937 dice(4);
    const auto some = [&](std::size_t longest, std::string_view between) {
        std::string text;
        for (std::size_t left = 1 + dice() % longest; left > 0; --left) {
            text += kParts[dice() % std::size(kParts)];
            text += between;
        }
        return text;
    };
    std::vector<testing::Person> everyone;
    for (int i = 0; i < 300; ++i) everyone.push_back({some(4, dice() % 4 == 0 ? "" : " ")});
    const auto people = index_of(everyone);
    for (int turn = 0; turn < 200; ++turn) {
        std::string query = some(3, " ");
        if (dice() % 2 == 0) query.erase(dice() % query.size(), 1);
        const auto hits = search(people, query);
        if (!hits) continue;  // broken UTF-8 may fall into many words
        std::size_t expected = 0;
        for (const auto& person : everyone) {
            expected += testing::plain_name_score(query, person.name) > 0 ? 1U : 0U;
        }
        if (expected == 0) continue;  // joiners are then read as blanks
        ASSERT_EQ(hits->size(), expected) << query;
        for (const Hit& hit : *hits) {
            const auto name = people.roster().holder(hit.ticket).name;
            ASSERT_EQ(hit.score, testing::plain_name_score(query, name)) << query << " in " << name;
        }
    }
}

}  // namespace
}  // namespace kiosk::search
