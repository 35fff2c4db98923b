// tests/unit/venue/capacity_test.cpp — how many fit in, and whose place it is.
#include <gtest/gtest.h>

#include "tests/unit/venue/venue_fixture.hpp"

namespace kiosk::core {
namespace {

const FineTime kNine = at_clock(kWednesday, hours(9));

VenueSettings with_pass() {
    VenueSettings settings = centre();
    settings.entitlements = {{.id = "all",
                              .products = {"Conference", "Police"},
                              .zones = {"venue", "auditorium", "room-a", "cabin"}},
                             {.id = "police",
                              .products = {"Police"},
                              .zones = {"venue", "auditorium"},
                              .beyond_capacity = true}};
    return settings;
}

class CapacityTest : public ::testing::Test {
  protected:
    static VenueSettings settings() {
        VenueSettings s = with_pass();
        s.zones[1].capacity = 2;
        s.zones[1].on_full = OnFull::ask;
        return s;
    }
    People people{settings()};
};

TEST_F(CapacityTest, the_last_place_is_given_and_then_staff_are_asked) {
    people.enter(1, "auditorium", kNine);
    EXPECT_EQ(people.decide(2, kAuditorium, kNine).reason, Reason::ok);
    people.enter(2, "auditorium", kNine);
    const Decision decision = people.decide(3, kAuditorium, kNine);
    EXPECT_EQ(decision.reason, Reason::zone_full_ask);
    EXPECT_EQ(decision.verdict(), Verdict::check);
    EXPECT_EQ(decision.zone, "auditorium");
    EXPECT_EQ(decision.inside, 2U);
    EXPECT_EQ(decision.places, 2U);
    people.leave(1, "auditorium", kNine);
    EXPECT_EQ(people.decide(3, kAuditorium, kNine).reason, Reason::ok);
}

TEST_F(CapacityTest, who_is_inside_takes_no_second_place) {
    people.enter(1, "auditorium", kNine);
    people.enter(2, "auditorium", kNine);
    EXPECT_EQ(people.decide(2, kAuditorium, kNine).reason, Reason::ok_reentry);
}

TEST_F(CapacityTest, police_come_in_beyond_it) {
    people.enter(1, "auditorium", kNine);
    people.enter(2, "auditorium", kNine);
    VenueFacts police = people.facts(3, kAuditorium, kNine);
    police.product = "Police";
    EXPECT_EQ(people.decide(police).reason, Reason::ok);
}

TEST(Capacity, of_the_venue_holds_at_the_door_of_a_room_too) {
    VenueSettings settings = centre();
    settings.zones[0].capacity = 1;
    People people(settings);
    people.enter(1, "room-a", kNine);
    const Decision decision = people.decide(2, kAuditorium, kNine);
    EXPECT_EQ(decision.reason, Reason::zone_full);
    EXPECT_EQ(decision.zone, "venue");
    // Who is in the venue already changes the room only.
    EXPECT_EQ(people.decide(1, kAuditorium, kNine).reason, Reason::ok);
}

}  // namespace
}  // namespace kiosk::core
