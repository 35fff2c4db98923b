// tests/unit/cli/badge_rows_test.cpp — holders from CSV: columns, defaults and every mistake.
#include "kiosk/cli/badge_rows.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/cli/badge_text.hpp"

namespace kiosk::cli {
namespace {

using testing::ElementsAre;

std::vector<std::string> mistakes_in(std::string_view csv) {
    const BadgeRows found = read_badge_rows(csv, {});
    EXPECT_EQ(found.mistakes.size(), found.mistake_count);
    return found.mistakes;
}

TEST(BadgeRows, cells_become_fields_and_blanks_the_usual_ones) {
    core::K1Badge usual;
    usual.product = 9;
    usual.photo_check = true;
    const BadgeRows found = read_badge_rows(
        "\xEF\xBB\xBFname;credential;product;valid_from;valid_until;flags;issue\r\n"
        "Ama \"\"; 00000000deadbeef ;3;2027-03-10T09:00:00Z;2027-03-10T10:00:00+01:00;"
        "single_entry needs_rotating_code;255\r\n\r\nKofi;;;;;;\r\n",
        usual);
    ASSERT_THAT(found.mistakes, ElementsAre());
    ASSERT_EQ(found.rows.size(), 2U);
    const BadgeRow& ama = found.rows[0];
    EXPECT_EQ(ama.line, 2U);
    EXPECT_TRUE(ama.has_credential);
    EXPECT_EQ(ama.badge.credential, 0xdeadbeefU);
    EXPECT_EQ(ama.badge.product, 3);
    EXPECT_EQ(time_text(ama.badge.valid_from), "2027-03-10T09:00:00Z");
    EXPECT_EQ(ama.badge.valid_from, ama.badge.valid_until);
    EXPECT_TRUE(ama.badge.single_entry && ama.badge.needs_rotating_code);
    EXPECT_FALSE(ama.badge.photo_check);
    EXPECT_EQ(ama.badge.issue, 255);
    const BadgeRow& kofi = found.rows[1];
    EXPECT_EQ(kofi.name, "Kofi");
    EXPECT_FALSE(kofi.has_credential);
    EXPECT_EQ(kofi.badge, usual);
}

TEST(BadgeRows, each_mistake_has_its_line_and_column) {
    EXPECT_THAT(mistakes_in(""), ElementsAre("no header row"));
    EXPECT_THAT(mistakes_in("nane,prodct\nx,y\n"),
                ElementsAre("line 1: unknown column \"nane\"; did you mean \"name\"?",
                            "line 1: unknown column \"prodct\"; did you mean \"product\"?"));
    EXPECT_THAT(mistakes_in("name,name\n"), ElementsAre("line 1: column \"name\" twice"));
    EXPECT_THAT(mistakes_in("name,issue\nAma\n"),
                ElementsAre("line 2: 1 cells, the header row has 2"));
    EXPECT_THAT(mistakes_in("name,issue\nA\x01ma,1\n"),
                ElementsAre("line 2: is not well-formed CSV"));
    EXPECT_THAT(
        mistakes_in("product,issue,flags,credential,valid_from\n"
                    "65536,256,vip,DEADBEEF00000000,2027-03-10\n"),
        ElementsAre("line 2 column \"product\": \"65536\" is no number from 0 to 65535",
                    "line 2 column \"issue\": \"256\" is no number from 0 to 255",
                    "line 2 column \"flags\": \"vip\" is no flag; known: single_entry, "
                    "photo_check, needs_rotating_code",
                    "line 2 column \"credential\": \"DEADBEEF00000000\" is no credential: 16 "
                    "digits of 0-9 and a-f",
                    "line 2 column \"valid_from\": \"2027-03-10\" is no time such as "
                    "2027-03-10T09:00:00Z"));
}

TEST(BadgeRows, one_credential_is_one_badge) {
    EXPECT_THAT(mistakes_in("credential\n0000000000000001\n0000000000000002\n0000000000000001\n"),
                ElementsAre("line 4: credential 0000000000000001 stands in line 2 already"));
}

TEST(BadgeRows, of_many_mistakes_100_are_named_and_all_counted) {
    std::string csv = "issue\n";
    for (std::size_t i = 0; i < kRowMistakesKept; ++i) csv += "x\n";
    EXPECT_EQ(read_badge_rows(csv, {}).mistakes.size(), kRowMistakesKept);
    const BadgeRows more = read_badge_rows(csv + "x\n", {});
    EXPECT_EQ(more.mistakes.size(), kRowMistakesKept);
    EXPECT_EQ(more.mistake_count, kRowMistakesKept + 1);
}

TEST(BadgeRows, a_million_badges_are_made_in_one_run_and_no_more) {
    std::string csv = "issue\n";
    for (std::size_t i = 0; i < kBadgesMax; ++i) csv += "1\n";
    EXPECT_EQ(read_badge_rows(csv, {}).mistake_count, 0U);
    EXPECT_THAT(mistakes_in(csv + "1\n"), ElementsAre("more than 1000000 rows"));
}

}  // namespace
}  // namespace kiosk::cli
