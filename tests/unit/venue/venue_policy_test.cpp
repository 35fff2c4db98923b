// tests/unit/venue/venue_policy_test.cpp — each check of the door, and what it tells the guest.
#include "kiosk/core/venue/venue_policy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/venue/venue_fixture.hpp"

namespace kiosk::core {
namespace {

const FineTime kNine = at_clock(kWednesday, hours(9));

VenueSettings with_pass(std::vector<local_days> days = {}) {
    VenueSettings settings = centre();
    settings.entitlements = {{.id = "pass",
                              .products = {"Conference"},
                              .zones = {"venue", "auditorium"},
                              .days = std::move(days)},
                             {.id = "police",
                              .products = {"Police"},
                              .zones = {"venue", "auditorium", "room-a", "cabin"},
                              .at_any_hour = true,
                              .by_any_route = true,
                              .beyond_capacity = true,
                              .without_passback = true}};
    return settings;
}

VenueSettings with(AntiPassback kind, milliseconds interval = {}) {
    VenueSettings settings = centre();
    settings.zones[0].anti_passback = kind;
    settings.zones[0].passback_interval = interval;
    return settings;
}

TEST(VenuePolicy, the_checks_stand_in_their_documented_order) {
    std::vector<std::string_view> names;
    for (const auto& check : venue_checks()) names.push_back(check.name);
    EXPECT_THAT(names,
                ::testing::ElementsAre("ticket leads here today", "zone is open", "route was kept",
                                       "holder has left before", "zone has room"));
}

TEST(VenuePolicy, a_refusal_of_the_list_stands_before_every_check_of_the_venue) {
    VenueSettings settings = centre();
    settings.zones[0].capacity = 0;
    const People people(settings);
    const Decision unpaid{.reason = Reason::unpaid};
    const auto decision = decide_at_access_point(people.facts(1, kVenue, kNine), unpaid);
    EXPECT_EQ(decision.reason, Reason::unpaid);
}

TEST(VenuePolicy, what_was_answered_before_is_not_judged_again) {
    VenueSettings settings = centre();
    settings.zones[0].capacity = 0;
    const People people(settings);
    const auto decision = decide_at_access_point(people.facts(1, kVenue, kNine),
                                                 {.reason = Reason::ok, .repeated = true});
    EXPECT_EQ(decision.reason, Reason::ok);
    EXPECT_TRUE(decision.repeated);
}

TEST(VenuePolicy, welcomes_and_farewells_are_about_the_zone) {
    People people(centre());
    EXPECT_EQ(people.decide(1, kVenue, kNine).reason, Reason::ok);
    people.enter(1, "venue", kNine);
    // In the auditorium for the first time, whatever the list has seen.
    EXPECT_EQ(people.decide(1, kAuditorium, kNine).reason, Reason::ok);
    people.enter(1, "auditorium", kNine);
    people.leave(1, "auditorium", kNine + minutes(30));
    const Decision back = people.decide(1, kAuditorium, kNine + hours(1));
    EXPECT_EQ(back.reason, Reason::ok_reentry);
    EXPECT_EQ(back.prior->at, kNine + minutes(30));
    EXPECT_EQ(back.prior->station, "at-auditorium");

    VenueFacts out = people.facts(1, kVenue, kNine + hours(2));
    out.direction = Direction::exit;
    const Decision bye = people.decide(out);
    EXPECT_EQ(bye.reason, Reason::ok_exit);
    EXPECT_EQ(bye.prior->at, kNine);
    out.person = TicketId{2};
    EXPECT_EQ(people.decide(out).reason, Reason::ok_exit_unmatched);
}

TEST(Entitlements, without_any_every_ticket_may_go_everywhere) {
    EXPECT_EQ(People(centre()).decide(1, kCabin, kNine).reason, Reason::ok);
}

TEST(Entitlements, a_ticket_that_does_not_lead_here_is_refused_with_the_zone) {
    const People people(with_pass());
    EXPECT_EQ(people.decide(1, kAuditorium, kNine).reason, Reason::ok);
    const Decision decision = people.decide(1, kRoomA, kNine);
    EXPECT_EQ(decision.reason, Reason::wrong_zone);
    EXPECT_EQ(decision.zone, "room-a");
    VenueFacts nobody = people.facts(1, kVenue, kNine);
    nobody.product = "";
    EXPECT_EQ(people.decide(nobody).reason, Reason::wrong_zone);
}

TEST(Entitlements, on_another_day_the_next_day_of_the_ticket_is_told) {
    const People people(with_pass({kThursday, kThursday + std::chrono::days(4)}));
    EXPECT_EQ(people.decide(1, kVenue, at_clock(kThursday, hours(9))).reason, Reason::ok);
    const Decision early = people.decide(1, kVenue, kNine);
    EXPECT_EQ(early.reason, Reason::wrong_day);
    EXPECT_EQ(early.valid_from, at_clock(kThursday, minutes(0)));
    EXPECT_EQ(early.valid_until, at_clock(kThursday, hours(24)));
    const auto between = at_clock(kThursday + std::chrono::days(1), hours(9));
    EXPECT_EQ(people.decide(1, kVenue, between).valid_from,
              at_clock(kThursday + std::chrono::days(4), minutes(0)));
    // After the last day, the last day.
    const auto after = at_clock(kThursday + std::chrono::days(9), hours(9));
    EXPECT_EQ(people.decide(1, kVenue, after).valid_from,
              at_clock(kThursday + std::chrono::days(4), minutes(0)));
}

TEST(Entitlements, a_day_lasts_until_the_zones_reset) {
    VenueSettings settings = with_pass({kWednesday});
    settings.zones[0].reset_at = hours(3);
    const People people(settings);
    EXPECT_EQ(people.decide(1, kVenue, at_clock(kThursday, hours(2))).reason, Reason::ok);
    EXPECT_EQ(people.decide(1, kVenue, at_clock(kThursday, hours(3))).reason, Reason::wrong_day);
    EXPECT_EQ(people.decide(1, kVenue, at_clock(kWednesday, hours(2))).reason, Reason::wrong_day);
}

TEST(OpeningHours, a_closed_zone_tells_when_it_opens) {
    VenueSettings settings = with_pass();
    settings.zones[0].open = {{{kWednesday}, hours(10), hours(19)}};
    const People people(settings);
    const Decision decision = people.decide(1, kVenue, kNine);
    EXPECT_EQ(decision.reason, Reason::not_open);
    EXPECT_EQ(decision.valid_from, at_clock(kWednesday, hours(10)));
    EXPECT_EQ(people.decide(1, kVenue, kNine + hours(1)).reason, Reason::ok);
    const Decision closed = people.decide(1, kVenue, kNine + hours(11));
    EXPECT_EQ(closed.reason, Reason::not_open);
    EXPECT_EQ(closed.valid_from, std::nullopt);
    VenueFacts police = people.facts(2, kVenue, kNine);
    police.product = "Police";
    EXPECT_EQ(people.decide(police).reason, Reason::ok);
}

class RouteTest : public ::testing::Test {
  protected:
    static VenueSettings settings() {
        VenueSettings s = with_pass();
        s.zones[1].route = {"venue"};
        s.zones[0].reset_at = minutes(30);
        return s;
    }
    People people{settings()};
};

TEST_F(RouteTest, no_auditorium_without_a_venue_entry_today) {
    const Decision decision = people.decide(1, kAuditorium, kNine);
    EXPECT_EQ(decision.reason, Reason::route);
    EXPECT_EQ(decision.zone, "venue");
    people.enter(1, "venue", kNine);
    EXPECT_EQ(people.decide(1, kAuditorium, kNine).reason, Reason::ok);
    EXPECT_EQ(people.decide(2, kAuditorium, kNine).reason, Reason::route);
}

TEST_F(RouteTest, yesterday_does_not_count_even_for_who_stayed) {
    people.enter(1, "venue", kNine);
    EXPECT_EQ(people.decide(1, kAuditorium, at_clock(kThursday, minutes(29))).reason, Reason::ok);
    EXPECT_EQ(people.decide(1, kAuditorium, at_clock(kThursday, minutes(30))).reason,
              Reason::route);
}

TEST_F(RouteTest, who_left_the_venue_again_has_entered_it_today_all_the_same) {
    people.enter(1, "venue", kNine);
    people.leave(1, "venue", kNine + minutes(5));
    EXPECT_EQ(people.decide(1, kAuditorium, kNine + minutes(6)).reason, Reason::ok);
}

TEST_F(RouteTest, being_seen_in_a_room_is_no_entry_to_the_venue) {
    people.enter(1, "room-a", kNine);
    EXPECT_EQ(people.decide(1, kAuditorium, kNine).reason, Reason::route);
    EXPECT_EQ(people.decide(1, kVenue, kNine).verdict(), Verdict::go) << "they can make up for it";
}

TEST_F(RouteTest, police_come_by_any_way) {
    VenueFacts police = people.facts(1, kAuditorium, kNine);
    police.product = "Police";
    EXPECT_EQ(people.decide(police).reason, Reason::ok);
}

TEST(AntiPassback, second_entry_without_exit_is_refused_with_time_and_place_of_the_first) {
    People people(with(AntiPassback::hard));
    people.enter(1, "venue", kNine);
    const Decision decision = people.decide(1, kVenue, kNine + hours(3));
    EXPECT_EQ(decision.reason, Reason::passback);
    EXPECT_EQ(decision.verdict(), Verdict::stop);
    EXPECT_EQ(decision.prior->at, kNine);
    EXPECT_EQ(decision.prior->station, "at-venue");
    EXPECT_EQ(decision.valid_from, std::nullopt);
    people.leave(1, "venue", kNine + hours(4));
    EXPECT_EQ(people.decide(1, kVenue, kNine + hours(5)).reason, Reason::ok_reentry);
}

TEST(AntiPassback, none_lets_everybody_in_again) {
    People people(with(AntiPassback::none));
    people.enter(1, "venue", kNine);
    const Decision decision = people.decide(1, kVenue, kNine + minutes(1));
    EXPECT_EQ(decision.reason, Reason::ok_reentry);
    EXPECT_EQ(decision.set_aside, std::nullopt);
}

TEST(AntiPassback, soft_lets_in_and_notes_it) {
    People people(with(AntiPassback::soft));
    EXPECT_EQ(people.decide(1, kVenue, kNine).set_aside, std::nullopt);
    people.enter(1, "venue", kNine);
    const Decision decision = people.decide(1, kVenue, kNine + minutes(1));
    EXPECT_EQ(decision.verdict(), Verdict::go);
    EXPECT_EQ(decision.set_aside, Reason::already_inside);
}

TEST(AntiPassback, timed_ends_with_its_interval_and_begins_again_with_the_entry) {
    People people(with(AntiPassback::timed, minutes(10)));
    people.enter(1, "venue", kNine);
    const Decision decision = people.decide(1, kVenue, kNine + minutes(10) - milliseconds(1));
    EXPECT_EQ(decision.reason, Reason::passback);
    EXPECT_EQ(decision.valid_from, kNine + minutes(10));
    EXPECT_EQ(people.decide(1, kVenue, kNine + minutes(10)).reason, Reason::ok_reentry);
    people.enter(1, "venue", kNine + minutes(10));
    EXPECT_EQ(people.decide(1, kVenue, kNine + minutes(19)).reason, Reason::passback);
}

TEST(AntiPassback, timed_is_not_shortened_by_an_exit) {
    People people(with(AntiPassback::timed, minutes(10)));
    people.enter(1, "venue", kNine);
    people.leave(1, "venue", kNine + minutes(1));
    const Decision decision = people.decide(1, kVenue, kNine + minutes(2));
    EXPECT_EQ(decision.reason, Reason::passback);
    EXPECT_EQ(decision.prior->at, kNine);
    EXPECT_EQ(decision.valid_from, kNine + minutes(10));
    EXPECT_EQ(people.decide(1, kVenue, kNine + minutes(10)).reason, Reason::ok_reentry);
    people.presence.forgive({1}, std::nullopt);
    EXPECT_EQ(people.decide(1, kVenue, kNine + minutes(2)).reason, Reason::ok_reentry);
    // Who was only seen leaving has never come in.
    people.leave(2, "venue", kNine);
    EXPECT_EQ(people.decide(2, kVenue, kNine + minutes(1)).verdict(), Verdict::go);
}

TEST(AntiPassback, timed_ends_at_the_reset_for_those_who_left_too) {
    VenueSettings settings = with(AntiPassback::timed, minutes(10));
    settings.zones[0].reset_at = hours(9) + minutes(5);
    People people(settings);
    people.enter(1, "venue", kNine);
    people.leave(1, "venue", kNine + minutes(1));
    EXPECT_EQ(people.decide(1, kVenue, kNine + minutes(4)).reason, Reason::passback);
    EXPECT_EQ(people.decide(1, kVenue, kNine + minutes(5)).reason, Reason::ok_reentry);
}

TEST(AntiPassback, a_room_inside_keeps_the_holder_inside_the_venue) {
    People people(with(AntiPassback::hard));
    people.enter(1, "venue", kNine);
    people.enter(1, "room-a", kNine + minutes(1));
    people.leave(1, "room-a", kNine + minutes(2));
    EXPECT_EQ(people.decide(1, kVenue, kNine + minutes(3)).reason, Reason::passback);
}

TEST(AntiPassback, ends_at_the_reset) {
    VenueSettings settings = with(AntiPassback::hard);
    settings.zones[0].reset_at = minutes(30);
    People people(settings);
    people.enter(1, "venue", kNine);
    EXPECT_EQ(people.decide(1, kVenue, at_clock(kThursday, minutes(29))).reason, Reason::passback);
    EXPECT_EQ(people.decide(1, kVenue, at_clock(kThursday, minutes(30))).reason,
              Reason::ok_reentry);
}

TEST(AntiPassback, forgiveness_is_for_one_entry_and_moves_nobody) {
    People people(with(AntiPassback::hard));
    people.enter(1, "venue", kNine);
    people.enter(2, "venue", kNine);
    people.presence.forgive({1}, std::nullopt);
    EXPECT_EQ(people.presence.occupancy(kVenue, kNine), 2U);
    EXPECT_EQ(people.decide(1, kVenue, kNine + minutes(1)).reason, Reason::ok_reentry);
    EXPECT_EQ(people.decide(2, kVenue, kNine + minutes(1)).reason, Reason::passback);
    people.enter(1, "venue", kNine + minutes(1));
    EXPECT_EQ(people.decide(1, kVenue, kNine + minutes(2)).reason, Reason::passback);
}

TEST(AntiPassback, forgiveness_may_be_for_one_zone_only) {
    VenueSettings settings = with(AntiPassback::hard);
    settings.zones[1].anti_passback = AntiPassback::hard;
    People people(settings);
    people.enter(1, "auditorium", kNine);
    people.presence.forgive({1}, kAuditorium);
    EXPECT_EQ(people.decide(1, kAuditorium, kNine).reason, Reason::ok_reentry);
    EXPECT_EQ(people.decide(1, kVenue, kNine).reason, Reason::passback);
    people.presence.forgive({99}, std::nullopt);  // nobody knows this ticket: nothing happens
}

}  // namespace
}  // namespace kiosk::core
