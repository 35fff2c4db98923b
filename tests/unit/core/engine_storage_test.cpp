// tests/unit/core/engine_storage_test.cpp — yes means stored.
#include "tests/unit/core/engine_fixture.hpp"

namespace kiosk::core {
namespace {

using std::chrono::minutes;
using testing::a_ticket;

TEST_F(EngineTest, a_go_is_neither_shown_nor_answered_before_it_is_durable) {
    load({a_ticket("aaaa1111")});
    ScanSeen request = scan("aaaa1111");
    request.request = RequestId{1};
    const Effects at_once = engine.handle(request);
    EXPECT_EQ(appended(at_once).size(), 1U);
    EXPECT_TRUE(shown(at_once).empty());
    EXPECT_TRUE(replies(at_once).empty());
    const Effects later = store();
    ASSERT_EQ(shown(later).size(), 1U);
    ASSERT_EQ(replies(later).size(), 1U);
    EXPECT_TRUE(replies(later)[0].outcome.admitted());
}

TEST_F(EngineTest, a_refusal_is_shown_at_once_and_recorded_all_the_same) {
    load({a_ticket("aaaa1111")});
    const Effects at_once = engine.handle(scan("zzzz9999"));
    EXPECT_EQ(appended(at_once).size(), 1U);
    ASSERT_EQ(shown(at_once).size(), 1U);
    EXPECT_FALSE(shown(at_once)[0].recorded);
    EXPECT_TRUE(shown(store()).empty());
    EXPECT_EQ(engine.tally().total().refused, 1U);
}

TEST_F(EngineTest, only_the_records_that_are_durable_are_released) {
    load({a_ticket("aaaa1111"), a_ticket("bbbb2222")});
    static_cast<void>(engine.handle(scan("aaaa1111")));
    const std::uint64_t first = engine.last_seq();
    static_cast<void>(engine.handle(scan("bbbb2222")));
    const auto outcomes = shown(engine.handle(RecordsDurable{first}));
    ASSERT_EQ(outcomes.size(), 1U);
    EXPECT_EQ(outcomes[0].seq, first);
    EXPECT_EQ(engine.tally().total().entries, 1U);
    EXPECT_EQ(shown(store()).size(), 1U);
}

TEST_F(EngineTest, a_lost_record_turns_its_go_into_an_error_and_takes_the_entry_back) {
    load({a_ticket("aaaa1111")});
    ScanSeen request = scan("aaaa1111");
    request.request = RequestId{1};
    static_cast<void>(engine.handle(request));
    const Effects effects = engine.handle(RecordsFailed{engine.last_seq()});
    ASSERT_EQ(shown(effects).size(), 1U);
    EXPECT_EQ(shown(effects)[0].decision.reason, Reason::error);
    ASSERT_EQ(replies(effects).size(), 1U);
    EXPECT_FALSE(replies(effects)[0].outcome.recorded);
    EXPECT_TRUE(engine.history().of(TicketId{1}).empty());
    EXPECT_EQ(engine.tally().total().entries, 0U);
}

TEST_F(EngineTest, a_lost_record_gives_its_place_to_the_next) {
    load({a_ticket("aaaa1111")});
    static_cast<void>(engine.handle(scan("aaaa1111")));
    const std::uint64_t lost = engine.last_seq();
    static_cast<void>(engine.handle(RecordsFailed{lost}));
    EXPECT_EQ(engine.last_seq(), lost - 1);
    const auto again = appended(engine.handle(scan("aaaa1111")));
    ASSERT_EQ(again.size(), 1U) << "a retry after a lost record is no repetition";
    EXPECT_EQ(again[0].seq, lost);
    EXPECT_EQ(std::get<ScanRecord>(again[0].record).reason, Reason::ok);
}

TEST_F(EngineTest, a_lost_answer_is_not_given_again_to_the_same_nonce) {
    load({a_ticket("aaaa1111")});
    ScanSeen request = scan("aaaa1111");
    request.nonce = "n-1";
    static_cast<void>(engine.handle(request));
    static_cast<void>(engine.handle(RecordsFailed{engine.last_seq()}));
    EXPECT_EQ(appended(engine.handle(request)).size(), 1U);
}

TEST_F(EngineTest, notes_that_were_lost_are_noted_again_when_the_disk_is_back) {
    const auto roster = testing::roster_of({a_ticket("aaaa1111")});
    static_cast<void>(engine.handle(RosterReplaced{roster, testing::at({})}));
    const std::uint64_t lost = engine.last_seq();
    static_cast<void>(engine.handle(RecordsFailed{lost}));
    EXPECT_TRUE(appended(engine.handle(StorageChanged{StorageState::red})).empty());
    const auto again = appended(engine.handle(StorageChanged{StorageState::amber_one_copy}));
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again[0].seq, lost);
    EXPECT_EQ(std::get<RosterRecord>(again[0].record).tickets, 1U);
    EXPECT_TRUE(appended(engine.handle(StorageChanged{StorageState::green})).empty());
}

TEST_F(EngineTest, a_durable_note_is_not_noted_again) {
    load({a_ticket("aaaa1111")});
    store();
    static_cast<void>(engine.handle(RecordsFailed{engine.last_seq() + 1}));
    EXPECT_TRUE(appended(engine.handle(StorageChanged{StorageState::green})).empty());
}

TEST_F(EngineTest, scans_on_one_copy_are_marked) {
    load({a_ticket("aaaa1111"), a_ticket("bbbb2222")});
    static_cast<void>(engine.handle(StorageChanged{StorageState::amber_one_copy}));
    const auto marked = appended(engine.handle(scan("aaaa1111")));
    EXPECT_TRUE(std::get<ScanRecord>(marked.at(0).record).one_copy);
    static_cast<void>(engine.handle(StorageChanged{StorageState::green}));
    const auto plain = appended(engine.handle(scan("bbbb2222")));
    EXPECT_FALSE(std::get<ScanRecord>(plain.at(0).record).one_copy);
}

TEST_F(EngineTest, an_exit_that_cannot_be_stored_is_let_out) {
    load({a_ticket("aaaa1111")});
    static_cast<void>(engine.handle(StorageChanged{StorageState::red}));
    const auto outcomes = shown(engine.handle(scan("aaaa1111", minutes(1), "door-out")));
    ASSERT_EQ(outcomes.size(), 1U);
    EXPECT_EQ(outcomes[0].decision.reason, Reason::not_stored);
    EXPECT_EQ(outcomes[0].verdict(), Verdict::check);
}

TEST(EngineWithoutDisk, a_station_may_leave_the_decision_to_staff) {
    testing::FakeHasher hasher;
    EngineSettings settings;
    settings.stations = {{"desk-1", "main", Direction::entry, Verdict::check}};
    settings.lists = {{CheckInList{.id = "main"}, {}}};
    Engine engine(settings, hasher);
    static_cast<void>(
        engine.handle(RosterReplaced{testing::roster_of({a_ticket("aaaa1111")}), testing::at({})}));
    static_cast<void>(engine.handle(StorageChanged{StorageState::red}));
    ScanSeen seen;
    seen.scan = {.station = settings.stations.at(0).id, .reader = "r", .bytes = "aaaa1111"};
    const auto effects = engine.handle(seen);
    ASSERT_EQ(effects.size(), 1U);
    EXPECT_EQ(std::get<Show>(effects[0]).outcome.verdict(), Verdict::check);
    seen.scan.bytes = "zzzz9999";
    const auto refused = engine.handle(seen);
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_EQ(std::get<Show>(refused[0]).outcome.decision.reason, Reason::invalid)
        << "staff are not asked to judge what the list refuses";
}

TEST_F(EngineTest, without_a_disk_nobody_is_admitted_until_it_is_back) {
    load({a_ticket("aaaa1111")});
    static_cast<void>(engine.handle(StorageChanged{StorageState::red}));
    ScanSeen request = scan("aaaa1111");
    request.request = RequestId{1};
    const Effects effects = engine.handle(request);
    EXPECT_TRUE(appended(effects).empty());
    ASSERT_EQ(shown(effects).size(), 1U);
    EXPECT_EQ(shown(effects)[0].verdict(), Verdict::stop);
    EXPECT_EQ(replies(effects).size(), 1U);
    static_cast<void>(engine.handle(StorageChanged{StorageState::green}));
    EXPECT_EQ(appended(engine.handle(request)).size(), 1U);
}

TEST_F(EngineTest, a_restart_gives_the_same_state_from_the_records) {
    std::vector<SequencedRecord> journal;
    const auto keep = [&](const Effects& effects) {
        for (const auto& record : appended(effects)) journal.push_back(record);
    };
    const auto roster = testing::roster_of({a_ticket("aaaa1111"), a_ticket("bbbb2222").unpaid()});
    keep(engine.handle(RosterReplaced{roster, testing::at({})}));
    keep(engine.handle(scan("aaaa1111")));
    keep(engine.handle(scan("bbbb2222", minutes(1))));
    keep(engine.handle(scan("aaaa1111", minutes(20), "door-out")));
    store();

    Engine restarted(settings(), hasher);
    for (const auto& record : journal) restarted.restore(record);
    EXPECT_EQ(restarted.tally().total(), engine.tally().total());
    EXPECT_EQ(restarted.tally().by_quarter(), engine.tally().by_quarter());
    EXPECT_EQ(restarted.last_seq(), engine.last_seq());
    const auto past = restarted.history().of(TicketId{1});
    ASSERT_EQ(past.size(), 2U);
    EXPECT_EQ(past[0].direction, Direction::entry);
    EXPECT_EQ(past[1].station, "door-out");
    static_cast<void>(restarted.handle(RosterReplaced{roster, testing::at(minutes(30))}));
    static_cast<void>(restarted.handle(scan("aaaa1111", minutes(40))));
    const auto outcomes = shown(restarted.handle(RecordsDurable{restarted.last_seq()}));
    ASSERT_EQ(outcomes.size(), 1U);
    EXPECT_EQ(outcomes[0].decision.reason, Reason::ok_reentry);
}

}  // namespace
}  // namespace kiosk::core
