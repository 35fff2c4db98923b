// tests/unit/core/exit_all_test.cpp — the daily check-out, once, on every night of the year.
#include "kiosk/core/engine/exit_all.hpp"

#include "tests/unit/core/exit_all_fixture.hpp"
#include "tests/unit/rules/rule_builders.hpp"

namespace kiosk::core {
namespace {

using namespace std::chrono_literals;
using testing::a_ticket;

// Berlin in 2024: +1 h, from 31 March 01:00 UTC +2 h, from 27 October 01:00 UTC +1 h again.
ZoneOffsets berlin() {
    const auto change = [](std::string_view when, std::chrono::hours offset) {
        return ZoneOffsets::Change{std::chrono::floor<std::chrono::seconds>(at(when)), offset};
    };
    return ZoneOffsets::make(
               1h, {change("2024-03-31T01:00:00Z", 2h), change("2024-10-27T01:00:00Z", 1h)})
        .value();
}

struct Night {
    const char* name;
    std::chrono::minutes time;
    const char* from;
    const char* expected;
};

TEST(ExitAll, comes_once_on_each_local_day_also_where_the_clock_changes) {
    const Night nights[] = {
        {"an ordinary winter night", 4h, "2024-01-10T12:00:00Z", "2024-01-11T03:00:00Z"},
        {"an ordinary summer night", 4h, "2024-07-10T12:00:00Z", "2024-07-11T02:00:00Z"},
        {"the very moment", 4h, "2024-01-11T03:00:00Z", "2024-01-11T03:00:00Z"},
        {"after a short night", 4h, "2024-03-30T12:00:00Z", "2024-03-31T02:00:00Z"},
        {"a skipped time comes an hour later", 150min, "2024-03-30T12:00:00Z",
         "2024-03-31T01:30:00Z"},
        {"the day after the skipped one", 150min, "2024-03-31T01:30:01Z", "2024-04-01T00:30:00Z"},
        {"after a long night", 4h, "2024-10-26T12:00:00Z", "2024-10-27T03:00:00Z"},
        {"a time shown twice is meant the second time", 150min, "2024-10-26T12:00:00Z",
         "2024-10-27T01:30:00Z"},
        {"between the two showings", 150min, "2024-10-27T00:45:00Z", "2024-10-27T01:30:00Z"},
        {"not a second time after it", 150min, "2024-10-27T01:30:01Z", "2024-10-28T01:30:00Z"},
        {"midnight", 0min, "2024-03-30T22:59:59Z", "2024-03-30T23:00:00Z"},
    };
    for (const auto& night : nights) {
        EXPECT_EQ(next_exit_all(berlin(), night.time, at(night.from)), at(night.expected))
            << night.name;
    }
}

// The server's own repair of a skipped time, also where not an hour is skipped.
TEST(ExitAll, a_skipped_time_is_an_hour_later_by_the_clock_whatever_is_skipped) {
    const auto spring = [](const char* when, std::chrono::seconds before,
                           std::chrono::seconds after) {
        const auto change = std::chrono::floor<std::chrono::seconds>(at(when));
        return ZoneOffsets::make(before, {{change, after}}).value();
    };
    // Lord Howe: at 02:00 it is 02:30.
    EXPECT_EQ(next_exit_all(spring("2024-10-05T15:30:00Z", 630min, 660min), 135min,
                            at("2024-10-05T12:00:00Z")),
              at("2024-10-05T16:15:00Z"));
    // Troll: at 01:00 it is 03:00; 02:30 does not exist either and is read with the later offset.
    EXPECT_EQ(next_exit_all(spring("2024-03-31T01:00:00Z", 0min, 120min), 90min,
                            at("2024-03-30T12:00:00Z")),
              at("2024-03-31T00:30:00Z"));
}

TEST(ExitAll, in_accra_every_day_has_24_hours) {
    const ZoneOffsets accra;  // UTC all year
    FineTime moment = at("2027-01-01T00:30:00Z");
    for (int day = 0; day < 365; ++day) {
        const FineTime next = next_exit_all(accra, 30min, moment + 1us);
        ASSERT_EQ(next - moment, 24h) << day;
        moment = next;
    }
}

TEST_F(ExitAllEngineTest, checks_out_who_is_inside_with_the_moment_s_own_time) {
    load({a_ticket("aaaa1111"), a_ticket("bbbb2222"), a_ticket("cccc3333")});
    outcome_of(scan("aaaa1111"));
    outcome_of(scan("bbbb2222", 1h));
    outcome_of(scan("bbbb2222", 2h, "door-out"));
    EXPECT_TRUE(pass(8h + 59min).empty());
    const auto made = pass(9h + 7min);
    ASSERT_EQ(made.size(), 1U);
    EXPECT_EQ(made[0].ticket, TicketId{1});
    EXPECT_EQ(made[0].at.utc, testing::kNine + 9h);
    EXPECT_EQ(made[0].source, ScanSource::automatic);
    EXPECT_EQ(made[0].direction, Direction::exit);
    EXPECT_EQ(made[0].list, "main");
    EXPECT_EQ(engine.tally().total().inside, 1U);
    EXPECT_TRUE(shown(store()).empty());
    EXPECT_EQ(engine.tally().total().inside, 0U);
    EXPECT_EQ(outcome_of(scan("aaaa1111", 10h)).decision.reason, Reason::ok_reentry);
}

TEST_F(ExitAllEngineTest, happens_once_however_often_the_timer_tells) {
    load({a_ticket("aaaa1111")});
    outcome_of(scan("aaaa1111"));
    EXPECT_EQ(pass(9h).size(), 1U);
    EXPECT_TRUE(pass(9h + 1s).empty());
    store();
    EXPECT_TRUE(pass(10h).empty());
}

TEST_F(ExitAllEngineTest, a_later_entry_stays_until_the_next_day) {
    load({a_ticket("aaaa1111")});
    EXPECT_TRUE(pass(9h).empty());
    outcome_of(scan("aaaa1111", 9h + 1s));
    EXPECT_TRUE(pass(10h).empty());
    const auto made = pass(33h);
    ASSERT_EQ(made.size(), 1U);
    EXPECT_EQ(made[0].at.utc, testing::kNine + 33h);
}

TEST_F(ExitAllEngineTest, happens_once_after_a_restart_too) {
    load({a_ticket("aaaa1111"), a_ticket("bbbb2222")});
    for (const auto& code : {"aaaa1111", "bbbb2222"}) {
        for (const auto& one : appended(engine.handle(scan(code)))) journal.push_back(one);
    }
    store();
    ASSERT_EQ(pass(9h).size(), 2U);
    // Of the two exits one reached the disk before the power failed.
    journal.pop_back();
    const auto kept = journal;
    start();
    std::uint64_t seq = 1;
    engine.restore({seq++, RosterRecord{.version = 1}});
    for (const auto& one : kept) engine.restore({seq++, one.record});
    const auto made = pass(9h + 5min);
    ASSERT_EQ(made.size(), 1U);
    EXPECT_EQ(made[0].at.utc, testing::kNine + 9h);
    store();
    EXPECT_TRUE(pass(9h + 6min).empty());
}

TEST_F(ExitAllEngineTest, a_station_that_slept_through_it_makes_up_with_the_right_day) {
    load({a_ticket("aaaa1111")});
    outcome_of(scan("aaaa1111"));
    const auto made = pass(9h + 72h);
    ASSERT_EQ(made.size(), 1U);
    EXPECT_EQ(made[0].at.utc, testing::kNine + 9h);
}

TEST_F(ExitAllEngineTest, an_exit_that_was_not_stored_is_tried_again_with_the_same_id) {
    load({a_ticket("aaaa1111")});
    outcome_of(scan("aaaa1111"));
    const auto first = pass(9h);
    ASSERT_EQ(first.size(), 1U);
    EXPECT_TRUE(shown(engine.handle(RecordsFailed{engine.last_seq()})).empty());
    const auto second = pass(9h + 1s);
    ASSERT_EQ(second.size(), 1U);
    EXPECT_EQ(second[0].id, first[0].id);
}

TEST_F(ExitAllEngineTest, waits_while_nothing_can_be_stored) {
    load({a_ticket("aaaa1111")});
    outcome_of(scan("aaaa1111"));
    static_cast<void>(engine.handle(StorageChanged{StorageState::red}));
    EXPECT_TRUE(pass(9h).empty());
    static_cast<void>(engine.handle(StorageChanged{StorageState::green}));
    EXPECT_EQ(pass(9h + 1s).size(), 1U);
}

TEST_F(ExitAllEngineTest, a_doubtful_clock_sends_nobody_out_early) {
    load({a_ticket("aaaa1111")});
    outcome_of(scan("aaaa1111"));
    EXPECT_TRUE(pass(9h, 1min).empty());
    EXPECT_TRUE(pass(20h, kUnknownError).empty());
    EXPECT_EQ(pass(9h + 1min, 1min).size(), 1U);
}

TEST_F(ExitAllEngineTest, leaves_the_other_lists_alone) {
    load({a_ticket("aaaa1111")});
    outcome_of(scan("aaaa1111", {}, "room-1"));
    EXPECT_TRUE(pass(9h).empty());
    EXPECT_EQ(engine.tally().inside("workshop"), 1U);
}

TEST_F(ExitAllEngineTest, a_full_house_goes_in_portions) {
    std::vector<testing::TicketBuilder> tickets;
    for (int i = 0; i < 501; ++i) tickets.push_back(a_ticket("code" + std::to_string(1000 + i)));
    load(tickets);
    for (int i = 0; i < 501; ++i) {
        static_cast<void>(engine.handle(scan("code" + std::to_string(1000 + i))));
    }
    store();
    EXPECT_EQ(pass(9h).size(), 500U);
    EXPECT_EQ(pass(9h + 1s).size(), 1U);
    EXPECT_TRUE(pass(9h + 2s).empty());
}

}  // namespace
}  // namespace kiosk::core
