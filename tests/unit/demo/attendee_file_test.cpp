// tests/unit/demo/attendee_file_test.cpp — the importer takes the demo's list as it was meant.
#include "kiosk/demo/attendee_file.hpp"

#include <gtest/gtest.h>

#include "kiosk/imports/attendee_list.hpp"

namespace kiosk::demo {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::sys_days kDayOne{2027y / 3 / 8};

TEST(AttendeeFile, a_field_is_quoted_only_where_it_must_be) {
    EXPECT_EQ(csv_field("N'Diaye"), "N'Diaye");
    EXPECT_EQ(csv_field("Adinkra, Ltd"), "\"Adinkra, Ltd\"");
    EXPECT_EQ(csv_field("Radio \"Lagoon\""), "\"Radio \"\"Lagoon\"\"\"");
    EXPECT_EQ(csv_field("two\nlines"), "\"two\nlines\"");
}

TEST(AttendeeFile, the_importer_takes_every_row_with_every_field) {
    const auto people = invent_attendees();
    const auto read = imports::read_attendees(attendee_csv(people, kDayOne));
    ASSERT_TRUE(read) << read.error().context;
    EXPECT_EQ(read->report.rejection_count, 0U);
    EXPECT_TRUE(read->report.ignored_columns.empty());
    ASSERT_EQ(read->attendees.size(), kAttendees);
    for (std::size_t i = 0; i < people.size(); ++i) {
        const auto& row = read->attendees[i];
        EXPECT_EQ(row.code, people[i].code);
        EXPECT_EQ(row.name, people[i].name);
        EXPECT_EQ(row.email, people[i].email);
        EXPECT_EQ(row.company, people[i].company);
        EXPECT_EQ(row.order, people[i].order);
        EXPECT_EQ(row.product, people[i].offer->product);
        EXPECT_EQ(row.variation, people[i].offer->variation);
        EXPECT_EQ(row.note, people[i].note);
        EXPECT_EQ(row.blocked, people[i].status == "blocked") << people[i].name;
        EXPECT_EQ(row.order_state == core::OrderState::pending, people[i].status == "pending");
    }
}

TEST(AttendeeFile, windows_are_whole_days_of_the_event) {
    const auto people = invent_attendees();
    const auto read = imports::read_attendees(attendee_csv(people, kDayOne));
    ASSERT_TRUE(read) << read.error().context;
    const auto position = static_cast<std::size_t>(SheetPerson::tutorial_on_day_one);
    const auto& tutorial = read->attendees.at(position);
    ASSERT_TRUE(tutorial.valid_from && tutorial.valid_until);
    EXPECT_EQ(*tutorial.valid_from, UtcTime(kDayOne));
    EXPECT_EQ(std::chrono::floor<std::chrono::seconds>(*tutorial.valid_until), kDayOne + 24h - 1s);
    EXPECT_FALSE(read->attendees.front().valid_from);
    EXPECT_FALSE(read->attendees.front().valid_until);
}

}  // namespace
}  // namespace kiosk::demo
