// tests/unit/config/venue_sections_test.cpp — zones as written, and each slip with its place.
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/config/engine_settings.hpp"
#include "reading.hpp"

namespace kiosk::config {
namespace {

using namespace std::chrono_literals;
using std::chrono::local_days;

// The station of kSmallest leads into the venue; from line 6 on.
constexpr std::string_view kVenue = R"(zone = "venue"
[[station]]
id = "out"
lists = ["main"]
zone = "venue"
direction = "exit"
[[zone]]
id = "venue"
)";

TEST(VenueSections, every_key_of_a_zone_is_read) {
    const LoadedConfig loaded = read_with(std::string(kVenue) + R"(name = "Site"
capacity = 900
on_full = "check"
anti_passback = "timed"
passback_for = "10m"
reset_at = "00:30"
security = true
open = [{ days = [2027-03-10, 2027-03-11], from = "22:00", until = "02:00" },
        { from = "8:00", until = "24:00" }]
[[zone]]
id = "hall"
parent = "venue"
route = ["venue"]
)");
    ASSERT_THAT(loaded.problems, testing::IsEmpty()) << to_text(loaded.problems);
    const ZoneSettings& venue = loaded.config->zones.at(0);
    EXPECT_EQ(venue.name, (LocalText{{"en", "Site"}}));
    EXPECT_EQ(venue.zone.capacity, 900U);
    EXPECT_EQ(venue.zone.on_full, core::OnFull::ask);
    EXPECT_EQ(venue.zone.anti_passback, core::AntiPassback::timed);
    EXPECT_EQ(venue.zone.passback_interval, 10min);
    EXPECT_EQ(venue.zone.reset_at, 30min);
    EXPECT_TRUE(venue.zone.security);
    const local_days tenth{std::chrono::year(2027) / 3 / 10};
    const local_days eleventh{std::chrono::year(2027) / 3 / 11};
    EXPECT_THAT(venue.zone.open, testing::ElementsAre(core::OpenHours{{tenth, eleventh}, 22h, 2h},
                                                      core::OpenHours{{}, 8h, 24h}));
    EXPECT_EQ(loaded.config->zones.at(1).zone.parent, "venue");
    EXPECT_THAT(loaded.config->zones.at(1).zone.route, testing::ElementsAre("venue"));
}

TEST(VenueSections, a_zone_of_which_nothing_is_said_refuses_nobody) {
    const LoadedConfig loaded = read_with(kVenue);
    ASSERT_THAT(loaded.problems, testing::IsEmpty()) << to_text(loaded.problems);
    const core::Zone& venue = loaded.config->zones.at(0).zone;
    EXPECT_EQ(venue.capacity, std::nullopt);
    EXPECT_EQ(venue.anti_passback, core::AntiPassback::none);
    EXPECT_EQ(venue.reset_at, std::nullopt);
    EXPECT_FALSE(venue.security);
    EXPECT_THAT(venue.open, testing::IsEmpty());
}

TEST(VenueSections, entitlements_and_the_deny_list_reach_the_engine) {
    const LoadedConfig loaded = read_with(std::string(kVenue) + R"([[entitlement]]
id = "police"
products = ["Police", "Tutorial day / Day 1"]
zones = ["venue"]
days = [2027-03-11]
exempt_from = ["hours", "route", "capacity", "anti_passback"]
[[deny]]
ticket = "csv:00000000000000de"
)");
    ASSERT_THAT(loaded.problems, testing::IsEmpty()) << to_text(loaded.problems);
    const core::VenueSettings venue = engine_settings(*loaded.config, {}).venue;
    const core::Entitlement& police = venue.entitlements.at(0);
    EXPECT_THAT(police.products, testing::ElementsAre("Police", "Tutorial day / Day 1"));
    EXPECT_THAT(police.days, testing::ElementsAre(local_days{std::chrono::year(2027) / 3 / 11}));
    EXPECT_TRUE(police.at_any_hour && police.by_any_route && police.beyond_capacity &&
                police.without_passback);
    EXPECT_THAT(venue.denied, testing::ElementsAre(core::TicketId{0xde}));
    ASSERT_EQ(venue.access_points.size(), 2U);
    EXPECT_EQ(venue.access_points[1].station, "out");
}

struct Broken {
    std::string_view more;      // behind kVenue, from line 14 on
    std::string_view expected;  // the one problem
};

constexpr Broken kBroken[] = {
    {"capcity = 5\n",
     R"(k.toml:14:1: error: unknown key "capcity" in [[zone]]; did you mean "capacity"?)"},
    {"capacity = -1\n",
     R"(k.toml:14:12: error: "capacity" in [[zone]] is -1; allowed: 0 to 10000000)"},
    {"capacity = 5\non_full = \"refus\"\n",
     R"(k.toml:15:11: error: on_full "refus" in [[zone]] is unknown; did you mean "refuse"?)"},
    {"reset_at = \"24:00\"\n",
     R"(k.toml:14:12: error: reset_at "24:00" in [[zone]] is no time of day such as "08:30")"},
    {"reset_at = \"04:00:30\"\n",
     R"(k.toml:14:12: error: reset_at "04:00:30" in [[zone]] is no time of day such as "08:30")"},
    {"anti_passback = \"timed\"\n",
     R"(k.toml:14:17: error: zone "venue" has timed anti-passback of 0 ms; allowed: 1 ms to 24 h)"},
    {"passback_for = \"25h\"\n",
     R"(k.toml:14:16: error: "passback_for" in [[zone]] is 25h; allowed: 1s to 1d)"},
    {"open = [{ days = [\"2027-03-10\"], from = \"8:00\", until = \"9:00\" }]\n",
     R"(k.toml:14:19: error: "days" in [[open]] must be an array of dates such as 2027-03-10, )"
     R"(not a text)"},
    {"open = [{ from = \"8:00\", until = \"8:00\" }]\n",
     R"(k.toml:14:8: error: zone "venue" opens and closes at the same or at no time of day)"},
    {"[[zone]]\nid = \"hall\"\nparent = \"venu\"\n",
     R"(k.toml:16:10: error: zone "hall" names parent "venu"; did you mean "venue"? )"
     R"(known: venue, hall)"},
    {"[[zone]]\nid = \"venue\"\n", R"(k.toml:15:6: error: zone id "venue" is given twice)"},
    {"[[station]]\nid = \"x\"\nlists = [\"main\"]\nzone = \"venus\"\n",
     R"(k.toml:17:8: error: station "x" names zone "venus"; did you mean "venue"? known: venue)"},
    {"[[zone]]\nid = \"hall\"\n[[station]]\nid = \"x\"\nlists = [\"main\"]\nzone = \"hall\"\n",
     R"(k.toml:14:1: warning: zone "hall" has no exit station and no reset_at: who has entered )"
     R"(counts as inside until they are seen elsewhere)"},
    {"reset_at = \"4:00\"\nsecurity = true\n[[zone]]\nid = \"safe\"\nparent = \"venue\"\n"
     "reset_at = \"4:00\"\n[[station]]\nid = \"x\"\nlists = [\"main\"]\nzone = \"safe\"\n"
     "force = true\n",
     R"(k.toml:24:9: error: station "x" has force = true, but it leads into a security zone, )"
     R"(where it takes two persons to let somebody in)"},
    {"[[entitlement]]\nid = \"p\"\nzones = [\"venue\"]\n",
     R"(k.toml:14:1: error: [[entitlement]] needs "products")"},
    {"[[entitlement]]\nid = \"p\"\nproducts = [\"P\"]\nzones = [\"venue\", \"hal\"]\n",
     R"(k.toml:17:9: error: entitlement "p" names zone "hal"; known: venue)"},
    {"[[entitlement]]\nid = \"p\"\nproducts = [\"P\"]\nzones = [\"venue\"]\nexempt_from = "
     "[\"hour\"]\n",
     R"(k.toml:18:16: error: exempt_from "hour" in [[entitlement]] is unknown; did you mean )"
     R"("hours"?)"},
    {"[[deny]]\nticket = \"00000000000000de\"\n",
     R"(k.toml:15:10: error: ticket "00000000000000de" in [[deny]] is no ticket id such as )"
     R"("csv:0123456789abcdef")"},
};

TEST(VenueSections, each_slip_has_its_place_and_the_nearest_name) {
    for (const Broken& broken : kBroken) {
        const LoadedConfig loaded = read_with(std::string(kVenue) + std::string(broken.more));
        ASSERT_EQ(loaded.problems.size(), 1U) << broken.more << to_text(loaded.problems);
        EXPECT_EQ(to_text(loaded.problems[0]), broken.expected);
    }
}

TEST(VenueSections, nobody_forces_where_a_station_leads_into_a_security_zone) {
    for (const bool secured : {false, true}) {
        const LoadedConfig loaded =
            read_with(std::string(kVenue) + (secured ? "security = true\n" : "") +
                      "[[station]]\nid = \"help\"\nlists = [\"main\"]\n");
        ASSERT_THAT(loaded.problems, testing::IsEmpty()) << to_text(loaded.problems);
        EXPECT_EQ(loaded.config->stations.at(0).force, !secured);
        EXPECT_TRUE(loaded.config->stations.at(2).force) << "leads nowhere";
    }
}

TEST(VenueSections, a_setting_that_could_not_count_is_an_error_on_its_line) {
    const LoadedConfig idle = read_with(std::string(kVenue) +
                                        "anti_passback = \"hard\"\npassback_for = \"10m\"\n"
                                        "on_full = \"check\"\nreset_at = \"00:30\"\n");
    EXPECT_EQ(to_text(idle.problems),
              "k.toml:15:16: error: zone \"venue\" has passback_for, which counts only with "
              "anti_passback = \"timed\"\n"
              "k.toml:16:11: error: zone \"venue\" has on_full, which counts only with capacity\n"
              "2 errors, 0 warnings\n");
    EXPECT_THAT(read_with(std::string(kVenue) + "anti_passback = \"timed\"\n"
                                                "passback_for = \"10m\"\ncapacity = 0\n"
                                                "on_full = \"refuse\"\n")
                    .problems,
                testing::IsEmpty());
}

TEST(VenueSections, a_station_cannot_name_a_zone_where_there_is_none) {
    const LoadedConfig loaded = read_with("zone = \"venue\"\n");
    ASSERT_EQ(loaded.problems.size(), 1U);
    EXPECT_EQ(to_text(loaded.problems[0]),
              R"(k.toml:6:8: error: station "desk-1" names zone "venue"; there is no [[zone]])");
}

}  // namespace
}  // namespace kiosk::config
