// tests/unit/core/engine_links_test.cpp — media and add-ons: one code that stands for other
// tickets.
#include "kiosk/core/engine/replay.hpp"
#include "tests/unit/core/engine_fixture.hpp"

namespace kiosk::core {
namespace {

using namespace std::chrono_literals;
using testing::a_ticket;

CodeKey key_of(std::string_view code) {
    return testing::FakeHasher().key_of(code);
}

class EngineLinksTest : public EngineTest {
  protected:
    EngineLinksTest() {
        EngineSettings s = settings();
        s.stations.push_back({"workshop-1", "workshop", Direction::entry});
        s.stations.push_back({"workshop-out", "workshop", Direction::exit});
        CheckInList workshop{.id = "workshop", .all_products = false, .addon_match = true};
        s.lists.push_back({workshop, {"Workshop"}});
        engine.~Engine();
        new (&engine) Engine(s, hasher);
    }

    // Conference tickets 1 and 2; workshops 11 and 12 are add-ons of 1; a band for 1, one for both.
    static std::shared_ptr<const Roster> list(std::optional<UtcTime> band_expires = {}) {
        return testing::roster_of(
            {a_ticket("main0001").id(1), a_ticket("main0002").id(2),
             a_ticket("work0011").id(11).product(2), a_ticket("work0012").id(12).product(2)},
            1,
            RosterLinks({{key_of("band0001"), {1}, band_expires},
                         {key_of("band0002"), {1}},
                         {key_of("band0002"), {2}}},
                        {{{1}, {11}}, {{1}, {12}}}, {}));
    }

    Outcome recorded(const ScanSeen& seen) {
        Effects effects = engine.handle(seen);
        for (const auto& one : appended(effects)) journal.push_back(one);
        for (auto& effect : store()) effects.push_back(std::move(effect));
        return shown(effects).front();
    }

    std::vector<SequencedRecord> journal;
};

TEST_F(EngineLinksTest, a_band_stands_for_its_ticket_and_shares_its_history) {
    engine.use(list());
    const Outcome outcome = recorded(scan("band0001"));
    EXPECT_EQ(outcome.decision.reason, Reason::ok);
    EXPECT_EQ(outcome.holder->ticket, TicketId{1});
    EXPECT_EQ(recorded(scan("main0001", 1min)).decision.reason, Reason::already_redeemed);
}

TEST_F(EngineLinksTest, a_band_is_good_until_it_expires_and_unknown_after) {
    engine.use(list(testing::kNine));
    EXPECT_EQ(recorded(scan("band0001")).decision.reason, Reason::ok);
    EXPECT_EQ(recorded(scan("band0001", 1ms, "door-out")).decision.list_objection, Reason::invalid);
    EXPECT_EQ(recorded(scan("band0001", 10s)).decision.reason, Reason::invalid);
}

TEST_F(EngineLinksTest, a_band_for_two_tickets_of_the_list_is_ambiguous_also_with_force) {
    engine.use(list());
    EXPECT_EQ(recorded(scan("band0002")).decision.reason, Reason::ambiguous);
    ScanSeen forced = scan("band0002", 10s);
    forced.force = true;
    EXPECT_EQ(recorded(forced).decision.reason, Reason::ambiguous);
    ScanSeen chosen = scan("", 20s);
    chosen.ticket = TicketId{2};
    EXPECT_EQ(recorded(chosen).decision.reason, Reason::ok);
    // Whoever leaves is the one who is in.
    const Outcome out = recorded(scan("band0002", 30s, "door-out"));
    EXPECT_EQ(out.decision.reason, Reason::ok_exit);
    EXPECT_EQ(out.holder->ticket, TicketId{2});
}

TEST_F(EngineLinksTest, a_main_ticket_stands_for_its_one_add_on_of_the_list) {
    engine.use(testing::roster_of(
        {a_ticket("main0001").id(1), a_ticket("work0011").id(11).product(2),
         a_ticket("work0012").id(12).product(2).canceled()},
        1, RosterLinks({{key_of("band0001"), {1}}}, {{{1}, {11}}, {{1}, {12}}}, {})));
    const Outcome outcome = recorded(scan("main0001", 0ms, "workshop-1"));
    EXPECT_EQ(outcome.decision.reason, Reason::ok);
    EXPECT_EQ(outcome.holder->ticket, TicketId{11});
    EXPECT_EQ(recorded(scan("band0001", 1min, "workshop-1")).decision.reason,
              Reason::already_redeemed);
    EXPECT_EQ(recorded(scan("work0011", 2min, "workshop-1")).decision.reason,
              Reason::already_redeemed);
    EXPECT_EQ(recorded(scan("main0001", 3min)).holder->ticket, TicketId{1}) << "no add-on match";
}

TEST_F(EngineLinksTest, several_add_ons_are_ambiguous_none_is_the_wrong_product) {
    engine.use(list());
    EXPECT_EQ(recorded(scan("main0001", 0ms, "workshop-1")).decision.reason, Reason::ambiguous);
    EXPECT_EQ(recorded(scan("main0002", 1min, "workshop-1")).decision.reason, Reason::product);
    EXPECT_EQ(recorded(scan("work0012", 2min, "workshop-1")).decision.reason, Reason::ok);
    const Outcome out = recorded(scan("main0001", 3min, "workshop-out"));
    EXPECT_EQ(out.holder->ticket, TicketId{12});
    EXPECT_EQ(recorded(scan("main0001", 4min, "workshop-out")).decision.list_objection,
              Reason::ambiguous);
}

TEST_F(EngineLinksTest, a_band_for_a_main_ticket_and_its_add_on_means_the_add_on_once) {
    engine.use(testing::roster_of(
        {a_ticket("main0001").id(1), a_ticket("work0011").id(11).product(2)}, 1,
        RosterLinks({{key_of("band0001"), {11}}, {key_of("band0001"), {1}}}, {{{1}, {11}}}, {})));
    const Outcome outcome = recorded(scan("band0001", 0ms, "workshop-1"));
    EXPECT_EQ(outcome.decision.reason, Reason::ok);
    EXPECT_EQ(outcome.holder->ticket, TicketId{11});
}

TEST_F(EngineLinksTest, a_denied_ticket_is_denied_through_its_add_ons_and_main_too) {
    for (const std::uint64_t denied : {1U, 11U}) {
        EngineSettings s = engine.settings();
        s.venue.denied = {{denied}};
        engine.~Engine();
        new (&engine) Engine(s, hasher);
        engine.use(list());
        for (const auto* code : {"main0001", "work0011", "work0012", "band0001", "band0002"}) {
            for (const auto* station : {"desk-1", "workshop-1"}) {
                const Outcome stopped = recorded(scan(code, 1min * scans, station));
                EXPECT_EQ(stopped.decision.reason, Reason::denylisted) << code << " " << station;
                EXPECT_TRUE(stopped.alert);
            }
        }
        const Outcome out = recorded(scan("main0001", 1min * scans, "door-out"));
        EXPECT_EQ(out.verdict(), Verdict::go);
        EXPECT_EQ(out.decision.set_aside, Reason::denylisted);
        EXPECT_TRUE(out.alert);
        const Outcome other = recorded(scan("main0002", 1min * scans));
        EXPECT_EQ(other.decision.reason, Reason::ok);
        EXPECT_FALSE(other.alert);
    }
}

TEST_F(EngineLinksTest, is_judged_the_same_again) {
    const auto roster = list();
    engine.use(roster);
    for (const auto* code : {"band0001", "band0002", "main0001", "main0002", "work0011"}) {
        recorded(scan(code, 1min * scans, "workshop-1"));
        recorded(scan(code, 1min * scans));
        recorded(scan(code, 1min * scans, "door-out"));
    }
    Replay replay(engine.settings(), hasher, {{1, roster}});
    for (const auto& one : journal) {
        EXPECT_EQ(replay.take(one)->result, ReplayResult::same) << one.seq;
    }
}

// Two tickets of one person, both on a list that takes the main ticket's code for the add-on.
class ChosenTicketTest : public EngineLinksTest {
  protected:
    ChosenTicketTest() {
        EngineSettings s = EngineLinksTest::engine.settings();
        s.lists.front().list.addon_match = true;
        engine.~Engine();
        new (&engine) Engine(std::move(s), hasher);
        engine.use(roster);
    }

    ScanSeen chosen(std::uint64_t ticket, std::chrono::milliseconds after,
                    const std::string& station = "desk-1") {
        ScanSeen seen = scan("", after, station);
        seen.ticket = TicketId{ticket};
        return seen;
    }

    void expect_the_same_again() {
        Replay replay(engine.settings(), hasher, {{1, roster}});
        for (const auto& one : journal) {
            const auto finding = replay.take(one);
            EXPECT_EQ(finding->result, ReplayResult::same)
                << one.seq << " " << name_of(finding->now.decision.reason);
        }
    }

    std::shared_ptr<const Roster> roster = list();
};

TEST_F(ChosenTicketTest, the_main_ticket_can_be_chosen_where_its_code_is_ambiguous) {
    EXPECT_EQ(recorded(scan("main0001")).decision.reason, Reason::ambiguous);
    const Outcome main = recorded(chosen(1, 1s));
    EXPECT_EQ(main.decision.reason, Reason::ok);
    EXPECT_EQ(main.holder->ticket, TicketId{1});
    EXPECT_TRUE(engine.handle(chosen(1, 2s)).empty()) << "the button was pressed twice";
    EXPECT_EQ(recorded(chosen(11, 3s)).holder->ticket, TicketId{11});
    EXPECT_EQ(recorded(chosen(1, 1min)).decision.reason, Reason::already_redeemed);
    EXPECT_EQ(recorded(chosen(1, 2min, "door-out")).decision.reason, Reason::ok_exit);
    EXPECT_EQ(recorded(scan("main0001", 3min, "door-out")).holder->ticket, TicketId{11});
    expect_the_same_again();
}

TEST_F(ChosenTicketTest, a_chosen_main_ticket_does_not_stand_for_its_add_ons) {
    EXPECT_EQ(recorded(chosen(1, 1s, "workshop-1")).decision.reason, Reason::product);
    EXPECT_EQ(recorded(chosen(11, 2s, "workshop-1")).decision.reason, Reason::ok);
    EXPECT_EQ(recorded(scan("main0001", 1min, "workshop-1")).decision.reason, Reason::ambiguous);
    EXPECT_EQ(recorded(scan("main0001", 2min)).decision.reason, Reason::ambiguous);
    EXPECT_EQ(recorded(scan("main0001", 3min, "door-out")).decision.list_objection,
              Reason::ambiguous);
    expect_the_same_again();
}

TEST(RosterLinksTest, a_link_to_a_ticket_that_is_not_on_the_list_is_refused) {
    EXPECT_EQ(testing::roster_of({a_ticket("a")}, 1, RosterLinks({{key_of("b"), {9}}}, {}, {})),
              nullptr);
    EXPECT_EQ(testing::roster_of({a_ticket("a")}, 1, RosterLinks({}, {{{1}, {9}}}, {})), nullptr);
    EXPECT_EQ(testing::roster_of({a_ticket("a")}, 1, RosterLinks({}, {}, {{{9}, 1}})), nullptr);
    EXPECT_NE(testing::roster_of({a_ticket("a")}, 1, RosterLinks({}, {}, {{{1}, 1}})), nullptr);
}

}  // namespace
}  // namespace kiosk::core
