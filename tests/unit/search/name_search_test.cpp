// tests/unit/search/name_search_test.cpp — the queries of a registration desk.
#include "kiosk/search/name_search.hpp"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "kiosk/search/fold.hpp"
#include "tests/builders/core_builders.hpp"

namespace kiosk::search {
namespace {

struct Person {
    const char* name;
    const char* email = "";
    const char* order = "";
    const char* company = "";
};

const std::vector<Person> kPeople{
    {"Zoë N’Diaye"},
    {"Ọlá Adébáyọ̀", "ola@example.org", "K7M9P", "Acme Ghana"},
    {"Jean-Paul Mbeki"},
    {"Gbẹ́misọ́lá Àkànní"},
    {"Kɔfi Mensah"},
    {"Mohammed Abdallah"},
    {"Abd Allah Hassan"},
    {"ሰላም ታደሰ"},
    {"Okonjo-Iweala Ngozi"},
    {"Fatou Bâ", "", "AB12-7"},
    {"Li Ng"},
    {"Seán O’Sullivan"},
    {"Siân Ó Briain"},
    {"أحمد"},
};

core::Roster people() {
    core::RosterBuilder builder(1, testing::kNine, {}, {{{1}, "Conference", {}}}, kPeople.size());
    std::vector<std::string> texts;
    texts.reserve(kPeople.size());
    for (std::size_t i = 0; i < kPeople.size(); ++i) {
        texts.push_back(search_text(kPeople[i].name));
        core::RosterRow row;
        row.code.bytes[0] = static_cast<std::uint8_t>(i);
        row.facts.id = {i + 1};
        row.facts.product = {1};
        row.holder = {kPeople[i].name, kPeople[i].email, kPeople[i].company, kPeople[i].order, "",
                      texts.back()};
        EXPECT_TRUE(builder.add(row).has_value());
    }
    return std::move(builder).build();
}

std::vector<std::string> names_for(std::string_view query) {
    static const core::Roster roster = people();
    std::vector<std::string> names;
    for (const auto& hit : search(roster, query, 10)) {
        names.emplace_back(roster.holder(hit.ticket).name);
    }
    return names;
}

TEST(NameSearch, finds_people_however_their_name_is_typed) {
    const std::pair<const char*, const char*> rows[] = {
        {"ndiaye", "Zoë N’Diaye"},
        {"n'diaye", "Zoë N’Diaye"},
        {"N DIAYE", "Zoë N’Diaye"},
        {"adebayo", "Ọlá Adébáyọ̀"},
        {"adebayo ola", "Ọlá Adébáyọ̀"},
        {"jeanpaul", "Jean-Paul Mbeki"},
        {"jean paul", "Jean-Paul Mbeki"},
        {"mbeki jean", "Jean-Paul Mbeki"},
        {"gbemisola", "Gbẹ́misọ́lá Àkànní"},
        {"akanni", "Gbẹ́misọ́lá Àkànní"},
        {"kofi", "Kɔfi Mensah"},
        {"ሰላም", "ሰላም ታደሰ"},
        {"ngozi okonjo", "Okonjo-Iweala Ngozi"},
        {"iweala", "Okonjo-Iweala Ngozi"},
        {"ba", "Fatou Bâ"},
        {"osullivan", "Seán O’Sullivan"},
        {"o sullivan", "Seán O’Sullivan"},
        {"obriain", "Siân Ó Briain"},
        {"احمد", "أحمد"},
    };
    for (const auto& [query, name] : rows) {
        const auto names = names_for(query);
        ASSERT_FALSE(names.empty()) << query;
        EXPECT_EQ(names.front(), name) << query;
    }
    EXPECT_EQ(names_for("abdallah").size(), 2U);
    EXPECT_EQ(names_for("abdallah hassan"), (std::vector<std::string>{"Abd Allah Hassan"}));
}

TEST(NameSearch, finds_by_order_email_and_company) {
    EXPECT_EQ(names_for("k7m-9p"), (std::vector<std::string>{"Ọlá Adébáyọ̀"}));
    EXPECT_EQ(names_for("AB12-7"), (std::vector<std::string>{"Fatou Bâ"}));
    EXPECT_EQ(names_for("ab127"), (std::vector<std::string>{"Fatou Bâ"}));
    EXPECT_EQ(names_for("OLA@exa"), (std::vector<std::string>{"Ọlá Adébáyọ̀"}));
    EXPECT_EQ(names_for("ghana"), (std::vector<std::string>{"Ọlá Adébáyọ̀"}));
}

TEST(NameSearch, whole_words_come_before_beginnings) {
    EXPECT_EQ(names_for("ng").front(), "Li Ng");
    EXPECT_EQ(names_for("ng").size(), 2U);
}

TEST(NameSearch, nothing_typed_and_nobody_there_find_nobody) {
    EXPECT_TRUE(names_for("").empty());
    EXPECT_TRUE(names_for("   ").empty());
    EXPECT_TRUE(names_for("--").empty());
    EXPECT_TRUE(names_for("xyzzy").empty());
    EXPECT_TRUE(names_for(std::string(100'000, 'a')).empty());
    EXPECT_TRUE(names_for("<script>").empty());
}

TEST(NameSearch, pages_follow_one_another) {
    const core::Roster roster = people();
    const auto all = search(roster, "a", 100);
    ASSERT_GE(all.size(), 3U);
    const auto second = search(roster, "a", 1, 1);
    ASSERT_EQ(second.size(), 1U);
    EXPECT_EQ(second[0].ticket, all[1].ticket);
    EXPECT_TRUE(search(roster, "a", 5, all.size()).empty());
}

}  // namespace
}  // namespace kiosk::search
