// tests/unit/app/list_warnings_test.cpp — a name that could never count is told.
#include "kiosk/app/list_warnings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/builders/core_builders.hpp"

namespace kiosk::app {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Products of the builders' list: "Conference", and "Workshop" with the variation "Day 1".
TEST(ListWarnings, denied_tickets_and_products_that_nobody_has_are_named) {
    core::VenueSettings venue;
    venue.denied = {{1}, {0xde}};
    venue.entitlements = {{.id = "all", .products = {"Conference", "Confrence"}, .zones = {"hall"}},
                          {.id = "staff", .products = {"Staf"}, .zones = {"hall"}}};
    const auto roster = testing::roster_of({testing::a_ticket("aaaa0000")});
    const ListWarnings warnings = list_warnings(venue, *roster);
    EXPECT_THAT(warnings.of_deny_list,
                ElementsAre("[[deny]] names ticket \"csv:00000000000000de\", which is not on the "
                            "attendee list: it counts for a signed code only"));
    EXPECT_THAT(warnings.of_entitlements,
                ElementsAre("entitlement \"all\" names product \"Confrence\", which no ticket on "
                            "the attendee list has",
                            "entitlement \"staff\" names product \"Staf\", which no ticket on the "
                            "attendee list has"));
}

TEST(ListWarnings, what_counts_at_the_door_is_no_slip) {
    core::VenueSettings venue;
    venue.denied = {{1}};
    venue.entitlements = {{.id = "all", .products = {"Conference"}, .zones = {"hall"}}};
    const auto roster = testing::roster_of({testing::a_ticket("aaaa0000")});
    for (const auto& settings : {venue, core::VenueSettings()}) {
        EXPECT_THAT(list_warnings(settings, *roster).of_deny_list, IsEmpty());
        EXPECT_THAT(list_warnings(settings, *roster).of_entitlements, IsEmpty());
    }
}

TEST(ListWarnings, are_bounded_and_say_how_many_more_there_are) {
    core::VenueSettings venue;
    const auto roster = testing::roster_of({});
    for (std::uint64_t id = 1; id <= kListWarningsMax; ++id) venue.denied.push_back({0x1000 + id});
    EXPECT_EQ(list_warnings(venue, *roster).of_deny_list.size(), kListWarningsMax);
    venue.denied.push_back({0x2000});
    const auto more = list_warnings(venue, *roster).of_deny_list;
    ASSERT_EQ(more.size(), kListWarningsMax + 1);
    EXPECT_EQ(more.back(), "and 1 more of this kind");
}

}  // namespace
}  // namespace kiosk::app
