// tests/unit/venue/override_test.cpp — what supervisors may set aside, and whom nobody lets in.
#include <gtest/gtest.h>

#include "tests/unit/venue/venue_fixture.hpp"

namespace kiosk::core {
namespace {

const FineTime kNine = at_clock(kWednesday, hours(9));

class OverrideTest : public ::testing::Test {
  protected:
    static VenueSettings settings() {
        VenueSettings s = centre();
        s.zones[1].capacity = 0;
        s.zones[2].capacity = 0;
        s.zones[2].security = true;
        s.zones[3].capacity = 0;
        s.denied = {{13}};
        return s;
    }

    Decision decide(ZoneNumber zone, const Override& let_in, Reason by_list = Reason::ok) const {
        VenueFacts facts = people.facts(1, zone, kNine);
        facts.let_in = &let_in;
        return decide_at_access_point(facts, Decision{.reason = by_list});
    }

    People people{settings()};
    const Override by_one{.by = "abena", .second = "", .note = "badge forgotten"};
    const Override by_two{.by = "abena", .second = "kofi", .note = "badge forgotten"};
    const Override by_one_twice{.by = "abena", .second = "abena", .note = "badge forgotten"};
};

TEST_F(OverrideTest, sets_a_refusal_of_the_venue_aside_and_says_which) {
    const Decision decision = decide(kAuditorium, by_one);
    EXPECT_EQ(decision.reason, Reason::ok_override);
    EXPECT_EQ(decision.verdict(), Verdict::go);
    EXPECT_EQ(decision.set_aside, Reason::zone_full);
}

TEST_F(OverrideTest, sets_a_refusal_of_the_list_aside_too) {
    for (const Reason reason : {Reason::unpaid, Reason::invalid, Reason::already_redeemed}) {
        const Decision decision = decide(kVenue, by_one, reason);
        EXPECT_EQ(decision.reason, Reason::ok_override);
        EXPECT_EQ(decision.set_aside, reason);
    }
}

TEST_F(OverrideTest, is_not_needed_where_nothing_objects) {
    EXPECT_EQ(decide(kVenue, by_one).reason, Reason::ok);
    EXPECT_EQ(decide(kVenue, by_one).set_aside, std::nullopt);
}

TEST_F(OverrideTest, never_guesses_who_it_is_and_never_stores_what_cannot_be_stored) {
    for (const Reason reason :
         {Reason::misread, Reason::ambiguous, Reason::error, Reason::not_stored}) {
        EXPECT_EQ(decide(kVenue, by_two, reason).reason, reason);
    }
}

TEST_F(OverrideTest, takes_two_different_persons_in_a_security_zone) {
    const Override by_one_in_capitals{.by = "abena", .second = "ABENA", .note = "badge forgotten"};
    for (const Override& alone : {by_one, by_one_twice, by_one_in_capitals}) {
        const Decision decision = decide(kRoomA, alone);
        EXPECT_EQ(decision.reason, Reason::second_person);
        EXPECT_EQ(decision.verdict(), Verdict::check);
        EXPECT_EQ(decision.set_aside, Reason::zone_full);
    }
    EXPECT_EQ(decide(kRoomA, by_two).reason, Reason::ok_override);
}

TEST_F(OverrideTest, takes_two_in_a_room_behind_a_security_zone_too) {
    EXPECT_EQ(decide(kCabin, by_one).reason, Reason::second_person);
    EXPECT_EQ(decide(kCabin, by_two).reason, Reason::ok_override);
}

TEST_F(OverrideTest, one_who_forces_the_list_is_one_person_in_a_security_zone) {
    VenueFacts facts = people.facts(1, kCabin, kNine);
    facts.forced = true;
    const Decision decision = decide_at_access_point(facts, Decision{.reason = Reason::unpaid});
    EXPECT_EQ(decision.reason, Reason::second_person);
    EXPECT_EQ(decision.set_aside, Reason::unpaid);
    const Decision unknown = decide_at_access_point(facts, Decision{.reason = Reason::ambiguous});
    EXPECT_EQ(unknown.reason, Reason::ambiguous);
}

TEST_F(OverrideTest, does_not_reach_the_deny_list) {
    VenueFacts facts = people.facts(13, kVenue, kNine);
    facts.let_in = &by_two;
    EXPECT_EQ(people.decide(facts).reason, Reason::denylisted);
}

TEST_F(OverrideTest, a_denied_holder_is_told_nothing_of_the_list) {
    const VenueFacts facts = people.facts(13, kVenue, kNine);
    for (const Reason by_list : {Reason::ok, Reason::unpaid, Reason::already_redeemed}) {
        const Decision decision = decide_at_access_point(facts, Decision{.reason = by_list});
        EXPECT_EQ(decision.reason, Reason::denylisted);
        EXPECT_EQ(decision.prior, std::nullopt);
    }
    EXPECT_TRUE(raises_silent_alert(facts));
    EXPECT_FALSE(raises_silent_alert(people.facts(1, kVenue, kNine)));
}

TEST_F(OverrideTest, a_denied_holder_may_leave_and_the_lead_hears_of_it) {
    VenueFacts facts = people.facts(13, kVenue, kNine);
    facts.direction = Direction::exit;
    const Decision decision = people.decide(facts);
    EXPECT_EQ(decision.reason, Reason::ok_exit_unmatched);
    EXPECT_EQ(decision.set_aside, Reason::denylisted);
    EXPECT_TRUE(raises_silent_alert(facts));
}

}  // namespace
}  // namespace kiosk::core
