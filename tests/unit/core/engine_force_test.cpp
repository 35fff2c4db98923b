// tests/unit/core/engine_force_test.cpp — one person forces the list, but nobody into security.
#include "tests/unit/core/engine_fixture.hpp"

namespace kiosk::core {
namespace {

using std::chrono::minutes;

class EngineForceTest : public EngineTest {
  protected:
    EngineForceTest() {
        EngineSettings s = settings();
        s.stations.push_back({.id = "vault-door", .list = "main"});
        s.venue.zones = {{.id = "venue"},
                         {.id = "vault", .parent = "venue", .security = true},
                         {.id = "safe", .parent = "vault"}};
        s.venue.access_points = {{"desk-1", "venue"}, {"vault-door", "safe"}};
        engine.~Engine();
        new (&engine) Engine(s, hasher);
        load({testing::a_ticket("aaaa1111")});
        outcome_of(scan("aaaa1111", {}, "vault-door"));
    }

    Decision forced(std::string station, Direction direction, std::chrono::milliseconds after) {
        ScanSeen seen = scan("aaaa1111", after, std::move(station));
        seen.direction = direction;
        seen.force = true;
        seen.forced_by = "abena";
        return outcome_of(seen).decision;
    }
};

TEST_F(EngineForceTest, one_person_alone_does_not_force_the_list_into_a_security_zone) {
    const Decision decision = forced("vault-door", Direction::entry, minutes(1));
    EXPECT_EQ(decision.reason, Reason::second_person);
    EXPECT_EQ(decision.set_aside, Reason::already_redeemed);
    EXPECT_FALSE(decision.forced);
}

TEST_F(EngineForceTest, out_of_security_and_elsewhere_one_person_is_enough) {
    const Decision decision = forced("desk-1", Direction::entry, minutes(1));
    EXPECT_EQ(decision.verdict(), Verdict::go);
    EXPECT_TRUE(decision.forced);
    EXPECT_EQ(forced("vault-door", Direction::exit, minutes(2)).verdict(), Verdict::go);
}

class EngineUnpaidTest : public EngineForceTest {
  protected:
    EngineUnpaidTest() {
        EngineSettings s = engine.settings();
        s.lists[0].list.include_pending = true;
        engine.~Engine();
        new (&engine) Engine(s, hasher);
        load({testing::a_ticket("bbbb2222").unpaid()});
    }

    Decision overlooked(std::string station, std::chrono::milliseconds after) {
        ScanSeen seen = scan("bbbb2222", after, std::move(station));
        seen.ignore_unpaid = true;
        seen.forced_by = "abena";
        return outcome_of(seen).decision;
    }
};

TEST_F(EngineUnpaidTest, one_person_alone_does_not_overlook_a_debt_into_a_security_zone) {
    const Decision decision = overlooked("vault-door", minutes(1));
    EXPECT_EQ(decision.reason, Reason::second_person);
    EXPECT_EQ(decision.set_aside, Reason::unpaid);
    EXPECT_EQ(overlooked("desk-1", minutes(2)).verdict(), Verdict::go);
}

}  // namespace
}  // namespace kiosk::core
