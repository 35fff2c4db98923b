// tests/unit/imports/cell_values_test.cpp — dates, states and treatments of text.
#include <chrono>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "kiosk/imports/date_text.hpp"
#include "kiosk/imports/row_reader.hpp"
#include "kiosk/imports/text.hpp"
#include "kiosk/imports/words.hpp"
#include "tests/unit/imports/list_files.hpp"

namespace kiosk::imports::test {
namespace {

using namespace std::chrono_literals;

std::optional<std::chrono::milliseconds> local_ms(std::string_view text) {
    const auto date = parse_date(text);
    if (!date) return std::nullopt;
    return date->local.time_since_epoch();
}

const std::chrono::milliseconds kDay = std::chrono::sys_days{2027y / 3 / 10}.time_since_epoch();

TEST(Dates, the_usual_forms_are_read) {
    EXPECT_EQ(local_ms("2027-03-10"), kDay);
    EXPECT_EQ(local_ms("10.03.2027"), kDay);
    EXPECT_EQ(local_ms("2027-03-10 09:30"), kDay + 9h + 30min);
    EXPECT_EQ(local_ms("10.03.2027 09:30:15"), kDay + 9h + 30min + 15s);
    EXPECT_EQ(local_ms("2027-03-10T23:59:59.987654"), kDay + 24h - 13ms);
}

TEST(Dates, zones_are_read) {
    EXPECT_EQ(parse_date("2027-03-10T09:30Z")->utc_offset, 0min);
    EXPECT_EQ(parse_date("2027-03-10T09:30+01:00")->utc_offset, 60min);
    EXPECT_EQ(parse_date("2027-03-10 09:30:00 -0330")->utc_offset, -210min);
    EXPECT_EQ(parse_date("2027-03-10T09:30+03")->utc_offset, 180min);
    EXPECT_EQ(parse_date("2027-03-10T09:30")->utc_offset, std::nullopt);
}

TEST(Dates, what_is_ambiguous_or_impossible_is_not_read) {
    for (const char* text :
         {"10/03/2027", "2027-02-29", "2027-13-01", "1969-12-31", "2200-01-01", "2027-3-1",
          "2027-03-10x", "2027-03-10 24:00", "2027-03-10 09:60", "2027-03-10 09:30:60",
          "2027-03-10 09:30:15.", "2027-03-10T09:30+15:00", "2027-03-10T09:30+01:0", "tomorrow",
          "20270310", "2027-03-10 "}) {
        EXPECT_EQ(local_ms(text), std::nullopt) << text;
    }
}

TEST(Cells, come_back_without_the_guard_that_tables_give_them) {
    const ImportOutcome outcome =
        read("code,name,product,order\n'=c1,'=Ama,'+Plus one,'-\n'x,''=b,',=d\n");
    ASSERT_EQ(outcome.attendees.size(), 2U);
    EXPECT_EQ(outcome.attendees[0].code, "'=c1") << "a code is what it is";
    EXPECT_EQ(outcome.attendees[0].name, "=Ama");
    EXPECT_EQ(outcome.attendees[0].product, "+Plus one");
    EXPECT_EQ(outcome.attendees[0].order, "-");
    EXPECT_EQ(outcome.attendees[1].name, "''=b");
    EXPECT_EQ(outcome.attendees[1].product, "'");
    EXPECT_EQ(outcome.attendees[1].order, "=d");
}

TEST(Dates, without_zone_are_turned_to_utc_by_the_caller) {
    ImportOptions options;
    options.to_utc = [](LocalTime local) { return UtcTime{local.time_since_epoch() - 3h}; };
    const ImportOutcome outcome =
        read("code,valid_from,valid_until\nc1,2027-03-10,2027-03-10T12:00Z\n", options);
    ASSERT_EQ(outcome.attendees.size(), 1U);
    EXPECT_EQ(outcome.attendees[0].valid_from, UtcTime{kDay - 3h});
    EXPECT_EQ(outcome.attendees[0].valid_until, UtcTime{kDay + 12h});
}

TEST(States, words_of_the_shops_are_understood) {
    EXPECT_EQ(status_of(" PAID ")->order_state, core::OrderState::paid);
    EXPECT_EQ(status_of("ausstehend")->order_state, core::OrderState::pending);
    EXPECT_EQ(status_of("expired")->order_state, core::OrderState::expired);
    EXPECT_EQ(status_of("Cancelled")->order_state, core::OrderState::canceled);
    EXPECT_TRUE(status_of("Not Attending")->canceled);
    EXPECT_TRUE(status_of("blocked")->blocked);
    EXPECT_FALSE(status_of("perhaps"));
}

TEST(States, unpaid_does_not_revive_a_canceled_order) {
    const ImportOutcome outcome =
        read("code,status,paid\nc1,canceled,no\nc2,,no\nc3,,yes\nc4,pending,yes\n");
    ASSERT_EQ(outcome.attendees.size(), 4U);
    EXPECT_EQ(outcome.attendees[0].order_state, core::OrderState::canceled);
    EXPECT_EQ(outcome.attendees[1].order_state, core::OrderState::pending);
    EXPECT_EQ(outcome.attendees[2].order_state, core::OrderState::paid);
    EXPECT_EQ(outcome.attendees[3].order_state, core::OrderState::pending);
}

TEST(Voids, every_unknown_word_voids) {
    for (const char* word : {"", "no", "False", "none"}) EXPECT_FALSE(is_void(word)) << word;
    for (const char* word : {"void", "true", "refunded"}) EXPECT_TRUE(is_void(word)) << word;
}

TEST(Codes, spoilt_by_a_spreadsheet_are_recognised) {
    for (const char* code : {"1.23457E+18", "1,23457E+18", "9E+20"}) {
        EXPECT_TRUE(looks_spoilt_by_spreadsheet(code)) << code;
    }
    for (const char* code : {"123457E18", "E+18", "1.2E+", "A1E+18", "1.E+3", "1.2.3E+4", ""}) {
        EXPECT_FALSE(looks_spoilt_by_spreadsheet(code)) << code;
    }
}

TEST(Texts, are_trimmed_and_put_on_one_line) {
    EXPECT_EQ(trimmed(" \xC2\xA0 \t Ama Owusu\r\n\xC2\xA0"), "Ama Owusu");
    EXPECT_EQ(trimmed(" \n "), "");
    EXPECT_EQ(one_line("a\r\n\tb  c\n"), "a b  c");
}

TEST(Texts, are_cut_between_characters) {
    EXPECT_EQ(shortened(std::string(40, 'x')), std::string(40, 'x'));
    EXPECT_EQ(shortened(std::string(41, 'x')), std::string(40, 'x') + "…");
    EXPECT_EQ(shortened(std::string(39, 'x') + "éé"), std::string(39, 'x') + "…");
    EXPECT_EQ(masked_code("abcdefgh"), "abcd…");
    EXPECT_EQ(masked_code("abcd"), "ab…");
    EXPECT_EQ(masked_code("é"), "…");
}

}  // namespace
}  // namespace kiosk::imports::test
