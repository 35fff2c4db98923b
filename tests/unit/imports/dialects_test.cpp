// tests/unit/imports/dialects_test.cpp — each kind of export is recognised and read.
#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/imports/dialect.hpp"
#include "tests/unit/imports/list_files.hpp"

namespace kiosk::imports::test {
namespace {

using namespace std::chrono_literals;
using core::OrderState;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

UtcTime utc(std::chrono::year_month_day date, std::chrono::milliseconds time = 0ms) {
    return std::chrono::sys_days{date} + time;
}

TEST(OwnLists, every_field_is_read) {
    const ImportOutcome outcome = read(sample("own.csv"));

    ASSERT_EQ(reasons(outcome.report), "");
    ASSERT_EQ(outcome.attendees.size(), 5U);
    EXPECT_EQ(outcome.report.dialect, Dialect::own);
    EXPECT_TRUE(outcome.report.acceptable(/*keep_good=*/false));
    const ImportedAttendee ama{.code = "4hx7kq2mzv9p",
                               .name = "Ama Owusu",
                               .email = "ama@example.org",
                               .company = "Kantamanto Web",
                               .order = "K7M9P",
                               .product = "Conference",
                               .valid_from = utc(2027y / 3 / 10),
                               .valid_until = utc(2027y / 3 / 12) - 1ms,
                               .line = 2};
    EXPECT_EQ(outcome.attendees[0], ama);
    EXPECT_EQ(outcome.attendees[1].note, "Speaker; asks for \"stage left\"");
    EXPECT_EQ(outcome.attendees[1].variation, "Student");
    EXPECT_TRUE(outcome.attendees[1].attention);
    EXPECT_EQ(outcome.attendees[2].name, "Àdùkẹ́ Ọlátúnjí");
    EXPECT_EQ(outcome.attendees[2].order_state, OrderState::pending);
    EXPECT_EQ(outcome.attendees[3].order_state, OrderState::canceled);
    EXPECT_EQ(outcome.attendees[4].company, "Cotonou Réseaux, SARL");
    EXPECT_EQ(outcome.attendees[4].note, "Arrives late, call the desk");
    EXPECT_EQ(outcome.attendees[4].valid_from, utc(2027y / 3 / 12, 8h));
    EXPECT_EQ(outcome.attendees[4].valid_until, utc(2027y / 3 / 12, 18h));
}

TEST(OwnLists, a_french_spreadsheet_is_read) {
    const ImportOutcome outcome = read(sample("own-french.csv"));

    ASSERT_EQ(reasons(outcome.report), "");
    ASSERT_EQ(outcome.attendees.size(), 2U);
    EXPECT_EQ(outcome.report.encoding, Encoding::windows_1252);
    EXPECT_EQ(outcome.report.delimiter, ';');
    EXPECT_EQ(outcome.attendees[0].name, "Aminata Traoré");
    EXPECT_EQ(outcome.attendees[0].company, "Énergie du Faso");
    EXPECT_EQ(outcome.attendees[1].name, "Kouamé N’Dri");
    EXPECT_EQ(outcome.attendees[1].order_state, OrderState::pending);
}

TEST(OwnLists, unicode_text_of_a_spreadsheet_is_read) {
    const ImportOutcome outcome = read(sample("own-utf16.csv"));

    ASSERT_EQ(reasons(outcome.report), "");
    ASSERT_EQ(outcome.attendees.size(), 2U);
    EXPECT_EQ(outcome.report.encoding, Encoding::utf16_le);
    EXPECT_TRUE(outcome.report.byte_order_mark);
    EXPECT_EQ(outcome.report.delimiter, '\t');
    EXPECT_EQ(outcome.attendees[0].name, "ልዑል መኮንን");
    EXPECT_EQ(outcome.attendees[1].product, "Workshop");
}

TEST(PretixLists, order_positions_are_read) {
    const ImportOutcome outcome = read(sample("pretix-positions.csv"));

    ASSERT_EQ(reasons(outcome.report), "");
    ASSERT_EQ(outcome.attendees.size(), 3U);
    EXPECT_EQ(outcome.report.dialect, Dialect::pretix);
    EXPECT_THAT(outcome.report.columns, Contains(Pair("code", "Ticket secret")));
    EXPECT_THAT(outcome.report.ignored_columns, Contains("T-shirt size"));
    const ImportedAttendee efua{.code = "k3w9hq5zr7vt2mfx8pdy4nbc6gsj",
                                .name = "Efua Mensah",
                                .email = "efua.m@example.org",
                                .company = "Labadi Labs",
                                .order = "K7M9P",
                                .product = "Conference",
                                .variation = "Regular",
                                .valid_from = utc(2027y / 3 / 10, 8h),
                                .valid_until = utc(2027y / 3 / 11, 20h),
                                .position = "1",
                                .line = 2};
    EXPECT_EQ(outcome.attendees[0], efua);
    EXPECT_EQ(outcome.attendees[1].email, "efua@example.org") << "the buyer's, for want of one";
    EXPECT_EQ(outcome.attendees[1].note, "Guest of Efua");
    EXPECT_TRUE(outcome.attendees[1].blocked);
    EXPECT_EQ(outcome.attendees[2].order_state, OrderState::pending);
}

TEST(PretixLists, german_check_in_list_is_read) {
    const ImportOutcome outcome = read(sample("pretix-checkin-list-de.csv"));

    ASSERT_EQ(reasons(outcome.report), "");
    ASSERT_EQ(outcome.attendees.size(), 2U);
    EXPECT_EQ(outcome.report.dialect, Dialect::pretix);
    EXPECT_EQ(outcome.report.encoding, Encoding::utf8);
    EXPECT_TRUE(outcome.report.byte_order_mark);
    EXPECT_THAT(outcome.report.columns, Contains(Pair("email", "E-Mail")));
    EXPECT_FALSE(outcome.report.columns.contains("contact")) << "one column fills one field";
    EXPECT_EQ(outcome.attendees[0].code, "w7q2zj9mkx4vt8rh5pdc6nbf3gsy");
    EXPECT_EQ(outcome.attendees[0].company, "Bäckerei Groß");
    EXPECT_EQ(outcome.attendees[0].order_state, OrderState::paid);
    EXPECT_EQ(outcome.attendees[1].order_state, OrderState::pending);
    EXPECT_TRUE(outcome.attendees[1].attention);
    EXPECT_EQ(outcome.attendees[1].note, "Rollstuhl, Aufzug B");
}

TEST(PretixLists, a_list_without_secrets_says_how_to_get_them) {
    const std::string message = failure("Order code,Attendee name,Product\nK7M9P,Ama,Day\n");

    EXPECT_THAT(message, HasSubstr("columns found: \"Order code\", \"Attendee name\""));
    EXPECT_THAT(message, HasSubstr("looked for: ticketsecret, secret"));
    EXPECT_THAT(message, HasSubstr("Include QR-code secret"));
}

TEST(EventbriteLists, attendees_are_read) {
    const ImportOutcome outcome = read(sample("eventbrite.csv"));

    ASSERT_EQ(reasons(outcome.report), "");
    ASSERT_EQ(outcome.attendees.size(), 3U);
    EXPECT_EQ(outcome.report.dialect, Dialect::eventbrite);
    EXPECT_THAT(outcome.report.warnings, ElementsAre());
    EXPECT_EQ(outcome.attendees[0].code, "918273645012873465011001");
    EXPECT_EQ(outcome.attendees[0].name, "Kwabena Asare");
    EXPECT_EQ(outcome.attendees[0].order, "9182736450");
    EXPECT_EQ(outcome.attendees[0].product, "General Admission");
    EXPECT_EQ(outcome.attendees[0].company, "Osu Robotics");
    EXPECT_FALSE(outcome.attendees[1].canceled);
    EXPECT_TRUE(outcome.attendees[2].canceled);
}

TEST(EventbriteLists, attendee_numbers_as_codes_come_with_a_warning) {
    const ImportOutcome outcome =
        read("Order #,First Name,Surname,Attendee #,Attendee Status\n1,Ama,Owusu,77,Attending\n");

    ASSERT_EQ(outcome.attendees.size(), 1U);
    EXPECT_EQ(outcome.attendees[0].code, "77");
    EXPECT_EQ(outcome.attendees[0].name, "Ama Owusu");
    EXPECT_THAT(outcome.report.warnings, ElementsAre(HasSubstr("no barcode column")));
}

TEST(TitoLists, tickets_are_read) {
    const ImportOutcome outcome = read(sample("tito.csv"));

    ASSERT_EQ(reasons(outcome.report), "");
    ASSERT_EQ(outcome.attendees.size(), 3U);
    EXPECT_EQ(outcome.report.dialect, Dialect::tito);
    EXPECT_EQ(outcome.attendees[0].code, "https://ti.to/tickets/ti_p7Hq2ZmXk9vTrW4");
    EXPECT_EQ(outcome.attendees[0].order, "GIAO");
    EXPECT_EQ(outcome.attendees[0].product, "Conference");
    EXPECT_EQ(outcome.attendees[1].name, "Jean-Baptiste N'Guessan");
    EXPECT_EQ(outcome.attendees[1].email, "office@example.org");
    EXPECT_FALSE(outcome.attendees[1].canceled);
    EXPECT_TRUE(outcome.attendees[2].canceled);
}

TEST(TitoLists, references_as_codes_come_with_a_warning) {
    const ImportOutcome outcome = read("Ticket Reference,Ticket Full Name\nGIAO-1,Ama Owusu\n");

    ASSERT_EQ(outcome.attendees.size(), 1U);
    EXPECT_THAT(outcome.report.warnings, ElementsAre(HasSubstr("no ticket URL column")));
}

TEST(Headers, punctuation_case_and_blanks_do_not_matter) {
    EXPECT_EQ(fold_header("Order #"), "orderno");
    EXPECT_EQ(fold_header(" E-Mail Teilnehmer*in"), "emailteilnehmerin");
    EXPECT_EQ(fold_header("VALID_FROM\xC2\xA0"), "validfrom");
}

TEST(Wishes, name_the_columns_whatever_they_are_called) {
    const ImportOptions options{.columns = {{"code", "Ticket ID"}, {"name", "Who"}, {"note", ""}}};

    const ImportOutcome outcome =
        read("Who,TICKET-ID,Code,Note\nAma Owusu,abc123,other,private\n", options);

    ASSERT_EQ(outcome.attendees.size(), 1U);
    EXPECT_EQ(outcome.report.dialect, Dialect::custom);
    EXPECT_EQ(outcome.attendees[0].code, "abc123");
    EXPECT_EQ(outcome.attendees[0].name, "Ama Owusu");
    EXPECT_EQ(outcome.attendees[0].note, "");
    EXPECT_THAT(outcome.report.ignored_columns, ElementsAre("Code", "Note"));
}

TEST(Wishes, that_cannot_be_met_are_refused_by_name) {
    EXPECT_THAT(failure("code\nx1\n", {.columns = {{"cod", "code"}}}),
                HasSubstr("unknown field \"cod\""));
    EXPECT_THAT(failure("code\nx1\n", {.columns = {{"code", "Ticket ID"}}}),
                HasSubstr("column \"Ticket ID\", which is not there; columns found: \"code\""));
    EXPECT_THAT(failure("id,id\nx1,x2\n", {.columns = {{"code", "id"}}}), HasSubstr("there twice"));
}

}  // namespace
}  // namespace kiosk::imports::test
