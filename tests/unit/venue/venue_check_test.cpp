// tests/unit/venue/venue_check_test.cpp — every slip in a venue is found, placed and named.
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/venue/venue_fixture.hpp"

namespace kiosk::core {
namespace {

VenueSettings with_pass() {
    VenueSettings settings = centre();
    settings.entitlements = {{.id = "pass",
                              .products = {"Conference"},
                              .zones = {"venue", "auditorium", "room-a", "cabin"}}};
    return settings;
}

struct Slip {
    std::function<void(VenueSettings&)> make;
    std::string expected;  // of the one problem
};

const std::vector<Slip> kSlips{
    {[](auto& s) { s.zones[1].parent = "venu"; },
     R"(zone[1].parent: zone "auditorium" names parent "venu")"},
    {[](auto& s) { s.zones.push_back({.id = "venue"}); },
     R"(zone[4].id: zone id "venue" is given twice)"},
    {[](auto& s) { s.zones[3].parent = "cabin"; },
     R"(zone[3].parent: zone "cabin" lies within itself)"},
    {[](auto& s) { s.zones[1].route = {"gate"}; },
     R"(zone[1].route: zone "auditorium" requires an entry to zone "gate")"},
    {[](auto& s) { s.zones[2].route = {"cabin"}; },
     R"(zone[2].route: zone "room-a" requires an entry to "cabin", which lies behind it)"},
    {[](auto& s) { s.zones[2].anti_passback = AntiPassback::timed; },
     R"(zone[2].anti_passback: zone "room-a" has timed anti-passback of 0 ms; )"
     R"(allowed: 1 ms to 24 h)"},
    {[](auto& s) { s.zones[2].reset_at = hours(24); },
     R"(zone[2].reset_at: zone "room-a" resets at no time of day)"},
    {[](auto& s) { s.zones[2].open = {{{}, hours(8), hours(8)}}; },
     R"(zone[2].open: zone "room-a" opens and closes at the same or at no time of day)"},
    {[](auto& s) { s.access_points.push_back({"x", "room-b"}); },
     R"(access_point[3].zone: station "x" names zone "room-b")"},
    {[](auto& s) { s.access_points.push_back({"gate", "room-a"}); },
     R"(access_point[3]: the zone of station "gate" is given twice)"},
    {[](auto& s) { s.entitlements[0].products.clear(); },
     R"(entitlement[0].products: entitlement "pass" is for no product)"},
    {[](auto& s) { s.entitlements.push_back({.id = "x", .products = {"X"}}); },
     R"(entitlement[1].zones: entitlement "x" leads to no zone)"},
    {[](auto& s) {
         s.entitlements.push_back({.id = "x", .products = {"X"}, .zones = {"venue", "room"}});
     },
     R"(entitlement[1].zones: entitlement "x" names zone "room")"},
    {[](auto& s) {
         s.entitlements.push_back({.id = "pass", .products = {"X"}, .zones = {"venue"}});
     },
     R"(entitlement[1].id: entitlement id "pass" is given twice)"},
    {[](auto& s) { s.entitlements.push_back({.id = "x", .products = {"X"}, .zones = {"room-a"}}); },
     R"(entitlement[1].zones: entitlement "x" leads to zone "room-a" but not to "venue" )"
     R"(around it)"},
    {[](auto& s) {
         s.zones.push_back({.id = "lounge"});
         s.entitlements[0].zones.push_back("lounge");
         s.zones[4].route = {"room-a"};
         s.entitlements.push_back({.id = "x", .products = {"X"}, .zones = {"lounge"}});
     },
     R"(entitlement[1].zones: entitlement "x" leads to zone "lounge" but not to "room-a", )"
     R"(which must be entered before)"},
    {[](auto& s) { s.entitlements[0].zones.pop_back(); },
     R"(zone[3]: no entitlement leads to zone "cabin")"},
    {[](auto& s) { s.denied = {{7}, {8}, {7}}; }, "deny: a ticket is denied twice"},
};

TEST(VenueCheck, a_sound_venue_has_no_problem) {
    EXPECT_TRUE(check_venue({}).empty());
    EXPECT_TRUE(check_venue(centre()).empty());
    EXPECT_TRUE(check_venue(with_pass()).empty());
}

TEST(VenueCheck, each_slip_is_named_with_its_place) {
    for (const Slip& slip : kSlips) {
        VenueSettings settings = with_pass();
        slip.make(settings);
        const auto problems = check_venue(settings);
        ASSERT_EQ(problems.size(), 1U) << slip.expected;
        EXPECT_EQ(problems[0].path + ": " + problems[0].text, slip.expected);
    }
}

TEST(VenueCheck, an_unknown_name_comes_with_the_names_there_are) {
    VenueSettings settings = centre();
    settings.access_points[1].zone = "auditorum";
    const auto problems = check_venue(settings);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].typed, "auditorum");
    EXPECT_THAT(problems[0].known,
                ::testing::ElementsAre("venue", "auditorium", "room-a", "cabin"));
}

TEST(VenueCheck, all_problems_come_in_one_run) {
    VenueSettings settings = centre();
    settings.zones[1].parent = "x";
    settings.zones[2].route = {"y"};
    settings.access_points[0].zone = "z";
    EXPECT_EQ(check_venue(settings).size(), 3U);
}

TEST(VenueCheck, zones_that_lie_in_a_circle_are_each_named) {
    VenueSettings settings = centre();
    settings.zones[0].parent = "cabin";
    const auto problems = check_venue(settings);
    ASSERT_EQ(problems.size(), 3U);  // the auditorium is not on the circle
    EXPECT_EQ(problems[0].text, R"(zone "venue" lies within itself)");
}

TEST(VenueCheck, routes_that_wait_for_each_other_are_refused) {
    VenueSettings settings = centre();
    settings.zones[1].route = {"room-a"};
    settings.zones[2].route = {"auditorium"};
    const auto problems = check_venue(settings);
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_EQ(problems[0].text, R"(zones "auditorium" and "room-a" each require the other first)");
}

TEST(VenueCheck, sixteen_zones_deep_is_deep_enough) {
    VenueSettings settings;
    settings.zones.push_back({.id = "z1"});
    for (std::size_t i = 2; i <= kZoneDepthMax; ++i) {
        settings.zones.push_back(
            {.id = "z" + std::to_string(i), .parent = "z" + std::to_string(i - 1)});
    }
    EXPECT_TRUE(check_venue(settings).empty());
    settings.zones.push_back({.id = "deepest", .parent = "z" + std::to_string(kZoneDepthMax)});
    const auto problems = check_venue(settings);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].text, R"(zone "deepest" lies 17 deep, limit 16)");
}

TEST(VenueCheck, there_are_at_most_256_zones) {
    VenueSettings settings;
    for (std::size_t i = 0; i < kZonesMax; ++i) {
        settings.zones.push_back({.id = "z" + std::to_string(i)});
    }
    EXPECT_TRUE(check_venue(settings).empty());
    settings.zones.push_back({.id = "more"});
    const auto problems = check_venue(settings);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].text, "257 zones, limit 256");
}

TEST(Venue, knows_paths_routes_and_what_lies_behind_a_station) {
    VenueSettings settings = centre();
    settings.zones[1].route = {"venue"};
    const Venue venue(settings);
    EXPECT_THAT(venue.path(kCabin), ::testing::ElementsAre(kVenue, kRoomA, kCabin));
    EXPECT_THAT(venue.path_outside(kCabin), ::testing::ElementsAre(kVenue, kRoomA));
    EXPECT_TRUE(venue.path_outside(kVenue).empty());
    EXPECT_THAT(venue.route(kAuditorium), ::testing::ElementsAre(kVenue));
    EXPECT_EQ(venue.behind("door-a"), kRoomA);
    EXPECT_EQ(venue.behind("desk-1"), std::nullopt);
}

TEST(Entitlement, is_for_a_product_or_for_one_of_its_variations) {
    const Entitlement one{.id = "t",
                          .products = {"Speaker", "Tutorial day / Day 1", "Party - Late"}};
    EXPECT_TRUE(is_for(one, "Speaker", ""));
    EXPECT_TRUE(is_for(one, "Speaker", "Keynote"));
    EXPECT_TRUE(is_for(one, "Tutorial day", "Day 1"));
    EXPECT_FALSE(is_for(one, "Tutorial day", "Day 2"));
    EXPECT_FALSE(is_for(one, "Party", "Late"));
    EXPECT_FALSE(is_for(one, "Tutorial day", ""));
    EXPECT_FALSE(is_for(one, "Tutorial", "Day 1"));
    EXPECT_FALSE(is_for(one, "", ""));
}

}  // namespace
}  // namespace kiosk::core
