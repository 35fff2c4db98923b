// tests/unit/venue/venue_facts_test.cpp — each check of the door tells what it looked at.
#include <algorithm>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/core/engine/judgement.hpp"
#include "tests/unit/venue/venue_fixture.hpp"

namespace kiosk::core {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Pair;

const FineTime kNine = at_clock(kWednesday, hours(9));

CheckFacts told(const VenueFacts& facts, std::string_view check) {
    const auto steps = steps_of(facts, true);
    const auto step = std::ranges::find(steps, check, &CheckStep::name);
    return step == steps.end() ? CheckFacts() : step->facts;
}

TEST(VenueCheckFacts, a_day_pass_is_told_with_its_days_and_zones) {
    VenueSettings settings = centre();
    settings.entitlements = {
        {.id = "pass",
         .products = {"Conference"},
         .zones = {"venue", "auditorium"},
         .days = {kThursday}},
        {.id = "crew", .products = {"Crew"}, .zones = {"venue", "auditorium", "room-a", "cabin"}}};
    const People people(settings);
    const auto wrong_day = told(people.facts(1, kVenue, kNine), "ticket leads here today");
    EXPECT_THAT(
        wrong_day,
        ElementsAre(Pair("zone", "venue"), Pair("day", "2027-03-10"), Pair("product", "Conference"),
                    Pair("entitlement pass", "zones venue, auditorium; days 2027-03-11")));
    const auto wrong_zone = told(people.facts(1, kCabin, kNine), "ticket leads here today");
    EXPECT_THAT(wrong_zone, Contains(Pair("leads to", "venue, auditorium")));
    VenueFacts nobody = people.facts(1, kCabin, kNine);
    nobody.product = "";
    EXPECT_THAT(told(nobody, "ticket leads here today"),
                Contains(Pair("entitlements", "none for this product")));
    EXPECT_THAT(told(People(centre()).facts(1, kCabin, kNine), "ticket leads here today"),
                Contains(Pair("entitlements", "none: every ticket leads everywhere")));
}

TEST(VenueCheckFacts, hours_are_told_as_configured_and_when_it_opens_next) {
    VenueSettings settings = centre();
    settings.zones[0].open = {{{kWednesday}, hours(10), hours(24)}, {{}, hours(22), hours(2)}};
    settings.entitlements = {{.id = "all", .products = {"Conference"}, .zones = {"venue"}},
                             {.id = "police",
                              .products = {"Police"},
                              .zones = {"venue", "auditorium", "room-a", "cabin"},
                              .at_any_hour = true}};
    const People people(settings);
    EXPECT_THAT(
        told(people.facts(1, kVenue, kNine), "zone is open"),
        ElementsAre(Pair("zone", "venue"),
                    Pair("open", "2027-03-10 10:00 to 24:00; every day 22:00 to 02:00"),
                    Pair("time", "2027-03-10 09:00"), Pair("opens next", "2027-03-10 10:00")));
    VenueFacts police = people.facts(2, kVenue, kNine);
    police.product = "Police";
    EXPECT_THAT(told(police, "zone is open"), Contains(Pair("exempt by", "entitlement police")));
}

TEST(VenueCheckFacts, a_route_says_where_the_gate_would_not_let_in_again) {
    VenueSettings settings = centre();
    settings.zones[0].anti_passback = AntiPassback::hard;
    settings.zones[1].route = {"venue"};
    People people(settings);
    people.enter(1, "venue", at_clock(kThursday, -minutes(5)));
    EXPECT_THAT(
        told(people.facts(1, kAuditorium, at_clock(kThursday, minutes(5))), "route was kept"),
        ElementsAre(Pair("required venue", "entered 2027-03-10 23:55"),
                    Pair("may not enter venue again", "is inside")));
}

TEST(VenueCheckFacts, a_route_names_the_zone_that_is_required_and_the_entry_there) {
    VenueSettings settings = centre();
    settings.zones[1].route = {"venue"};
    People people(settings);
    EXPECT_THAT(told(people.facts(1, kAuditorium, kNine), "route was kept"),
                Contains(Pair("required venue", "never entered")));
    people.enter(1, "venue", at_clock(kThursday, -minutes(5)));
    const auto yesterday =
        told(people.facts(1, kAuditorium, at_clock(kThursday, minutes(5))), "route was kept");
    EXPECT_THAT(yesterday, ElementsAre(Pair("required venue", "entered 2027-03-10 23:55"),
                                       Pair("day of venue began", "2027-03-11 00:00")));
    EXPECT_THAT(told(people.facts(1, kVenue, kNine), "route was kept"),
                ElementsAre(Pair("required zones", "none")));
}

TEST(VenueCheckFacts, anti_passback_is_told_with_its_kind_interval_and_the_visit) {
    VenueSettings settings = centre();
    settings.zones[0].anti_passback = AntiPassback::timed;
    settings.zones[0].passback_interval = minutes(10);
    settings.zones[0].reset_at = minutes(30);
    People people(settings);
    people.enter(1, "venue", kNine);
    people.leave(1, "venue", kNine + minutes(1));
    EXPECT_THAT(
        told(people.facts(1, kVenue, kNine + minutes(2)), "holder has left before"),
        ElementsAre(Pair("zone", "venue"), Pair("anti-passback", "timed"),
                    Pair("interval", "10 min"), Pair("reset at", "00:30"),
                    Pair("holder inside", "no"), Pair("came in", "2027-03-10 09:00 at at-venue"),
                    Pair("left", "2027-03-10 09:01"), Pair("again from", "2027-03-10 09:10")));
    people.presence.forgive({1}, std::nullopt);
    EXPECT_THAT(told(people.facts(1, kVenue, kNine + minutes(2)), "holder has left before"),
                Contains(Pair("forgiven", "yes")));
}

TEST(VenueCheckFacts, each_kind_of_anti_passback_has_its_word) {
    const std::pair<AntiPassback, const char*> kinds[] = {{AntiPassback::none, "none"},
                                                          {AntiPassback::soft, "soft"},
                                                          {AntiPassback::hard, "hard"},
                                                          {AntiPassback::check, "check"}};
    for (const auto& [kind, word] : kinds) {
        VenueSettings settings = centre();
        settings.zones[0].anti_passback = kind;
        People people(settings);
        people.enter(1, "venue", kNine);
        const auto facts = told(people.facts(1, kVenue, kNine), "holder has left before");
        EXPECT_THAT(facts, Contains(Pair("anti-passback", word)));
        EXPECT_THAT(facts, Contains(Pair("inside since", "2027-03-10 09:00 at at-venue")));
    }
}

TEST(VenueCheckFacts, of_nested_zones_the_full_one_is_named) {
    VenueSettings settings = centre();
    settings.zones[0].capacity = 2;
    settings.zones[1].capacity = 50;
    People people(settings);
    people.enter(1, "venue", kNine);
    EXPECT_THAT(
        told(people.facts(1, kAuditorium, kNine), "zone has room"),
        ElementsAre(Pair("in venue", "1 of 2, holder inside"), Pair("in auditorium", "0 of 50")));
    people.enter(2, "venue", kNine);
    EXPECT_THAT(told(people.facts(3, kAuditorium, kNine), "zone has room"),
                ElementsAre(Pair("in venue", "2 of 2"), Pair("full", "venue: refused")));
    EXPECT_THAT(told(People(centre()).facts(3, kVenue, kNine), "zone has room"),
                ElementsAre(Pair("in venue", "0, no limit")));
}

}  // namespace
}  // namespace kiosk::core
