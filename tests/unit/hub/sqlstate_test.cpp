// tests/unit/hub/sqlstate_test.cpp — which troubles pass.
#include "kiosk/hub/pg/sqlstate.hpp"

#include <gtest/gtest.h>

namespace kiosk::testing {
namespace {

using hub::pg::errc_of;
using hub::pg::may_pass;

TEST(Sqlstate, servers_that_go_or_come_pass) {
    for (const auto* state : {"", "08006", "57P01", "57P03", "53300", "40P01", "40001", "25006",
                              "55P03", "57014", "53100"}) {
        EXPECT_TRUE(may_pass(errc_of(state))) << state;
    }
}

TEST(Sqlstate, mistakes_and_damage_stay) {
    for (const auto* state : {"23505", "23514", "42501", "42P01", "22P02", "28P01", "XX001"}) {
        EXPECT_FALSE(may_pass(errc_of(state))) << state;
    }
}

TEST(Sqlstate, a_lost_race_is_a_conflict) {
    EXPECT_EQ(errc_of("23505"), Errc::conflict);
    EXPECT_EQ(errc_of("23514"), Errc::invalid_input);
}

TEST(Sqlstate, what_is_forbidden_is_denied) {
    EXPECT_EQ(errc_of("42501"), Errc::denied);
    EXPECT_EQ(errc_of("28000"), Errc::denied);
    EXPECT_EQ(errc_of("XX002"), Errc::corrupt);
    EXPECT_EQ(errc_of("53100"), Errc::no_space);
}

}  // namespace
}  // namespace kiosk::testing
