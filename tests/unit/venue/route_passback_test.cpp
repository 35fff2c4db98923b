// tests/unit/venue/route_passback_test.cpp — the route and anti-passback mean the same by "inside".
#include <gtest/gtest.h>

#include "tests/unit/venue/venue_fixture.hpp"

namespace kiosk::core {
namespace {

const FineTime kNine = at_clock(kWednesday, hours(9));

// The auditorium asks for an entry to the venue first; nobody enters the venue twice.
class RoutePassbackTest : public ::testing::Test {
  protected:
    static VenueSettings settings(AntiPassback kind = AntiPassback::hard) {
        VenueSettings s = centre();
        s.zones[0].anti_passback = kind;
        s.zones[0].passback_interval = minutes(10);
        s.zones[1].route = {"venue"};
        return s;
    }

    Reason at(ZoneNumber zone, FineTime now) { return people.decide(1, zone, now).reason; }

    People people{settings()};
};

TEST_F(RoutePassbackTest, who_counts_as_inside_by_a_room_has_kept_the_route) {
    people.enter(1, "room-a", kNine);
    EXPECT_EQ(at(kVenue, kNine), Reason::passback);
    EXPECT_EQ(at(kAuditorium, kNine), Reason::ok);
}

TEST_F(RoutePassbackTest, who_stayed_over_night_has_kept_it_where_no_reset_counts_them_out) {
    people.enter(1, "venue", kNine);
    EXPECT_EQ(at(kVenue, kNine + hours(24)), Reason::passback);
    EXPECT_EQ(at(kAuditorium, kNine + hours(24)), Reason::ok);
    people.leave(1, "venue", kNine + hours(1));
    EXPECT_EQ(at(kVenue, kNine + hours(24)), Reason::ok_reentry);
    EXPECT_EQ(at(kAuditorium, kNine + hours(24)), Reason::route);
}

TEST_F(RoutePassbackTest, where_the_gate_lets_in_again_only_an_entry_of_today_keeps_the_route) {
    for (const auto kind : {AntiPassback::none, AntiPassback::soft, AntiPassback::timed}) {
        People lenient{settings(kind)};
        lenient.enter(1, "venue", kNine);
        EXPECT_EQ(lenient.decide(1, kAuditorium, kNine).reason, Reason::ok);
        EXPECT_EQ(lenient.decide(1, kAuditorium, kNine + hours(24)).reason, Reason::route);
        EXPECT_EQ(lenient.decide(1, kVenue, kNine + hours(24)).verdict(), Verdict::go);
        lenient.enter(2, "room-a", kNine);
        EXPECT_EQ(lenient.decide(2, kAuditorium, kNine).reason,
                  kind == AntiPassback::timed ? Reason::ok : Reason::route);
    }
}

TEST_F(RoutePassbackTest, an_entry_before_midnight_keeps_it_while_the_gate_says_too_soon) {
    People timed{settings(AntiPassback::timed)};
    const FineTime midnight = at_clock(kThursday, hours(0));
    timed.enter(1, "venue", midnight - minutes(5));
    EXPECT_EQ(timed.decide(1, kVenue, midnight + minutes(4)).reason, Reason::passback);
    EXPECT_EQ(timed.decide(1, kAuditorium, midnight + minutes(4)).reason, Reason::ok);
    EXPECT_EQ(timed.decide(1, kAuditorium, midnight + minutes(5)).reason, Reason::route);
}

TEST_F(RoutePassbackTest, a_first_arrival_after_an_unmatched_exit_of_a_room_is_let_in) {
    people.leave(1, "room-a", kNine);
    EXPECT_EQ(people.presence.occupancy(kVenue, kNine), 1U)
        << "seen there, whichever way they came";
    EXPECT_EQ(at(kAuditorium, kNine), Reason::route) << "a way out is no way in";
    EXPECT_EQ(at(kVenue, kNine), Reason::ok);
    people.enter(1, "venue", kNine);
    EXPECT_EQ(at(kAuditorium, kNine), Reason::ok);
    EXPECT_EQ(people.presence.occupancy(kVenue, kNine), 1U);
    EXPECT_EQ(at(kVenue, kNine), Reason::passback);
}

TEST_F(RoutePassbackTest, an_unmatched_exit_of_a_room_hides_no_entry_at_the_gate) {
    people.enter(1, "venue", kNine);
    people.leave(1, "room-a", kNine + minutes(1));
    EXPECT_EQ(at(kVenue, kNine + minutes(2)), Reason::passback);
}

TEST_F(RoutePassbackTest, an_entry_within_proves_what_an_unmatched_exit_did_not) {
    people.leave(1, "cabin", kNine);
    EXPECT_EQ(at(kVenue, kNine), Reason::ok);
    people.enter(1, "cabin", kNine + minutes(1));
    EXPECT_EQ(at(kVenue, kNine + minutes(2)), Reason::passback);
}

TEST_F(RoutePassbackTest, an_interval_runs_from_the_entry_not_from_an_unmatched_exit) {
    People timed{settings(AntiPassback::timed)};
    timed.leave(1, "room-a", kNine);
    EXPECT_EQ(timed.decide(1, kVenue, kNine).reason, Reason::ok);
    timed.enter(2, "venue", kNine);
    timed.leave(2, "venue", kNine + minutes(1));
    timed.leave(2, "room-a", kNine + minutes(2));
    EXPECT_EQ(timed.decide(2, kVenue, kNine + minutes(9)).valid_from,
              std::chrono::floor<UtcTime::duration>(kNine + minutes(10)));
    EXPECT_EQ(timed.decide(2, kVenue, kNine + minutes(10)).reason, Reason::ok_reentry);
}

TEST_F(RoutePassbackTest, a_doubtful_clock_does_not_ask_when_somebody_came_who_is_inside) {
    people.enter(1, "room-a", kNine);
    VenueFacts facts = people.facts(1, kAuditorium, kNine);
    facts.doubt = hours(48);
    EXPECT_EQ(people.decide(facts).reason, Reason::ok);
    VenueSettings with_reset = settings();
    with_reset.zones[0].reset_at = minutes(30);
    People other{with_reset};
    other.enter(1, "room-a", kNine);
    VenueFacts doubtful = other.facts(1, kAuditorium, kNine);
    doubtful.doubt = hours(48);
    EXPECT_EQ(other.decide(doubtful).reason, Reason::clock_untrusted);
}

}  // namespace
}  // namespace kiosk::core
