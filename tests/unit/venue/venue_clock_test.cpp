// tests/unit/venue/venue_clock_test.cpp — a small doubt is the guest's, a large one is the staff's.
#include <gtest/gtest.h>

#include "tests/unit/venue/venue_fixture.hpp"

namespace kiosk::core {
namespace {

const FineTime kNine = at_clock(kWednesday, hours(9));
constexpr milliseconds kSmall = minutes(10);
constexpr milliseconds kLarge = kSmall + milliseconds(1);

class DoubtTest : public ::testing::Test {
  protected:
    static Reason reason(const People& people, ZoneNumber zone, FineTime now, milliseconds doubt) {
        VenueFacts facts = people.facts(1, zone, now);
        facts.doubt = doubt;
        return people.decide(facts).reason;
    }
};

TEST_F(DoubtTest, where_no_rule_speaks_of_time_it_matters_to_nobody) {
    VenueSettings settings = centre();
    settings.zones[0].anti_passback = AntiPassback::hard;
    settings.zones[0].capacity = 5;
    settings.zones[1].route = {"venue"};
    settings.entitlements = {{.id = "pass",
                              .products = {"Conference"},
                              .zones = {"venue", "auditorium", "room-a", "cabin"}}};
    People people(settings);
    EXPECT_EQ(reason(people, kVenue, kNine, kUnknownError), Reason::ok);
    EXPECT_EQ(reason(people, kAuditorium, kNine, kUnknownError), Reason::route);
    people.enter(1, "venue", kNine);
    EXPECT_EQ(reason(people, kVenue, kNine, kUnknownError), Reason::passback);
}

TEST_F(DoubtTest, at_the_edge_of_the_opening_hours) {
    VenueSettings settings = centre();
    settings.zones[0].open = {{{}, hours(9) + minutes(10), hours(19)}};
    const People people(settings);
    EXPECT_EQ(reason(people, kVenue, kNine, {}), Reason::not_open);
    EXPECT_EQ(reason(people, kVenue, kNine, kSmall), Reason::ok);
    EXPECT_EQ(reason(people, kVenue, kNine, kSmall - milliseconds(1)), Reason::not_open);
    EXPECT_EQ(reason(people, kVenue, kNine, kLarge), Reason::clock_untrusted);
    EXPECT_EQ(reason(people, kVenue, kNine + hours(3), kLarge), Reason::clock_untrusted);
}

TEST_F(DoubtTest, at_the_edge_of_a_day) {
    VenueSettings settings = centre();
    settings.entitlements = {{.id = "pass",
                              .products = {"Conference"},
                              .zones = {"venue", "auditorium", "room-a", "cabin"},
                              .days = {kThursday}}};
    const People people(settings);
    const FineTime eve = at_clock(kThursday, -minutes(10));
    EXPECT_EQ(reason(people, kVenue, eve, {}), Reason::wrong_day);
    EXPECT_EQ(reason(people, kVenue, eve, kSmall), Reason::ok);
    EXPECT_EQ(reason(people, kVenue, at_clock(kThursday, hours(24) + minutes(9)), kSmall),
              Reason::ok);
    EXPECT_EQ(reason(people, kVenue, eve, kLarge), Reason::clock_untrusted);
}

TEST_F(DoubtTest, a_ticket_for_another_zone_is_refused_by_any_clock) {
    VenueSettings settings = centre();
    settings.entitlements = {
        {.id = "pass", .products = {"Conference"}, .zones = {"venue"}},
        {.id = "all", .products = {"Staff"}, .zones = {"venue", "auditorium", "room-a", "cabin"}}};
    EXPECT_EQ(reason(People(settings), kRoomA, kNine, kUnknownError), Reason::wrong_zone);
}

TEST_F(DoubtTest, of_the_day_of_the_entry_that_the_route_takes) {
    VenueSettings settings = centre();
    settings.zones[1].route = {"venue"};
    People people(settings);
    people.enter(1, "venue", at_clock(kThursday, -minutes(5)));
    people.leave(1, "venue", at_clock(kThursday, -minutes(4)));
    EXPECT_EQ(reason(people, kAuditorium, at_clock(kThursday, minutes(5)), {}), Reason::route);
    EXPECT_EQ(reason(people, kAuditorium, at_clock(kThursday, minutes(5)), kSmall), Reason::ok);
    EXPECT_EQ(reason(people, kAuditorium, at_clock(kThursday, minutes(5)), kLarge),
              Reason::clock_untrusted);
}

TEST_F(DoubtTest, of_a_reset_or_an_interval_that_ends_anti_passback) {
    VenueSettings settings = centre();
    settings.zones[0].anti_passback = AntiPassback::timed;
    settings.zones[0].passback_interval = minutes(30);
    settings.zones[1].anti_passback = AntiPassback::hard;
    settings.zones[1].reset_at = hours(10);
    People people(settings);
    people.enter(1, "auditorium", kNine);
    people.enter(1, "venue", kNine);
    EXPECT_EQ(reason(people, kVenue, kNine + minutes(20), {}), Reason::passback);
    EXPECT_EQ(reason(people, kVenue, kNine + minutes(20), kSmall), Reason::ok_reentry);
    EXPECT_EQ(reason(people, kVenue, kNine + minutes(20), kLarge), Reason::clock_untrusted);

    people.enter(1, "auditorium", kNine);
    EXPECT_EQ(reason(people, kAuditorium, kNine + minutes(50), {}), Reason::passback);
    EXPECT_EQ(reason(people, kAuditorium, kNine + minutes(50), kSmall), Reason::ok_reentry);
    EXPECT_EQ(reason(people, kAuditorium, kNine + minutes(50), kLarge), Reason::clock_untrusted);
}

TEST_F(DoubtTest, a_soft_zone_lets_in_by_any_clock) {
    VenueSettings settings = centre();
    settings.zones[0].anti_passback = AntiPassback::soft;
    settings.zones[0].reset_at = hours(10);
    People people(settings);
    people.enter(1, "venue", kNine);
    EXPECT_EQ(reason(people, kVenue, kNine, kUnknownError), Reason::ok_reentry);
}

TEST_F(DoubtTest, a_zone_that_a_reset_may_have_emptied_is_for_the_staff_to_judge) {
    VenueSettings settings = centre();
    settings.zones[0].capacity = 1;
    settings.zones[0].reset_at = hours(10);
    People people(settings);
    people.enter(2, "venue", kNine);
    const FineTime later = kNine + hours(2);
    EXPECT_EQ(reason(people, kVenue, later, {}), Reason::ok);
    EXPECT_EQ(reason(people, kVenue, later, hours(3)), Reason::clock_untrusted);
}

}  // namespace
}  // namespace kiosk::core
