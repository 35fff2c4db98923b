// tests/unit/core/engine_undo_test.cpp — a check-in taken back counts as if it had never been.
#include <algorithm>
#include <random>

#include "tests/unit/core/engine_fixture.hpp"

namespace kiosk::core {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using testing::a_ticket;

AnnulmentRecord annulment_of(const SequencedRecord& record, std::chrono::milliseconds after) {
    const auto& scan = std::get<ScanRecord>(record.record);
    return {.at = testing::at(after),
            .boot = {},
            .scan = {.seq = record.seq,
                     .id = scan.id,
                     .at = scan.at.utc,
                     .station = scan.station,
                     .reader = scan.reader,
                     .list = scan.list,
                     .zone = scan.zone,
                     .direction = scan.direction,
                     .code = scan.code,
                     .ticket = scan.ticket,
                     .stood_by = !scan.let_in_by.empty()},
            .cause = UndoCause::wrong_person,
            .desk = scan.station,
            .by = "abena",
            .proof = {},
            .note = {},
            .nonce = {}};
}

class EngineUndo : public EngineTest {
  protected:
    // Scans, stores and keeps the record.
    Outcome check_in(const std::string& code, std::chrono::milliseconds after,
                     const std::string& station = "desk-1") {
        const auto effects = engine.handle(scan(code, after, station));
        for (const auto& record : appended(effects)) journal.push_back(record);
        auto outcomes = shown(effects);
        for (auto& outcome : shown(store())) outcomes.push_back(outcome);
        return outcomes.empty() ? Outcome{} : outcomes.back();
    }

    Effects undo(std::uint64_t seq, std::chrono::milliseconds after) {
        const auto record = std::ranges::find(journal, seq, &SequencedRecord::seq);
        auto effects = engine.handle(CheckInUndone{annulment_of(*record, after)});
        for (const auto& one : appended(effects)) journal.push_back(one);
        return effects;
    }

    void expect_a_restart_says_the_same() {
        Engine restarted(settings(), hasher);
        for (const auto& record : journal) restarted.restore(record);
        EXPECT_EQ(restarted.tally().total(), engine.tally().total());
        EXPECT_EQ(restarted.tally().by_quarter(), engine.tally().by_quarter());
        EXPECT_EQ(restarted.history().of(TicketId{1}).size(),
                  engine.history().of(TicketId{1}).size());
        EXPECT_EQ(restarted.history().inside("main").size(),
                  engine.history().inside("main").size());
    }

    void load_and_keep(const std::vector<testing::TicketBuilder>& tickets) {
        const auto effects =
            engine.handle(RosterReplaced{testing::roster_of(tickets), testing::at({})});
        for (const auto& record : appended(effects)) journal.push_back(record);
        store();
    }

    std::vector<SequencedRecord> journal;
};

TEST_F(EngineUndo, the_same_badge_is_let_in_again_at_once) {
    load_and_keep({a_ticket("aaaa1111")});
    const Outcome first = check_in("aaaa1111", {});
    ASSERT_EQ(first.verdict(), Verdict::go);
    static_cast<void>(undo(first.seq, seconds(1)));
    const Outcome again = check_in("aaaa1111", seconds(2));  // within the same-code window
    EXPECT_EQ(again.decision.reason, Reason::ok);
    EXPECT_NE(again.seq, first.seq);
    expect_a_restart_says_the_same();
}

TEST_F(EngineUndo, counts_fall_once_the_annulment_is_durable) {
    load_and_keep({a_ticket("aaaa1111"), a_ticket("bbbb2222")});
    const Outcome first = check_in("aaaa1111", {});
    static_cast<void>(check_in("bbbb2222", seconds(10)));
    static_cast<void>(undo(first.seq, seconds(20)));
    EXPECT_EQ(engine.tally().total().arrived, 2U);
    store();
    EXPECT_EQ(engine.tally().total(), (Counts{.entries = 1, .arrived = 1, .inside = 1}));
    EXPECT_EQ(engine.tally().of(TicketId{1}).inside, false);
    ASSERT_NE(engine.annulment_of(first.seq), nullptr);
    EXPECT_EQ(engine.annulment_of(first.seq)->by, "abena");
    expect_a_restart_says_the_same();
}

TEST_F(EngineUndo, an_exit_taken_back_leaves_the_guest_inside) {
    load_and_keep({a_ticket("aaaa1111")});
    static_cast<void>(check_in("aaaa1111", {}));
    const Outcome left = check_in("aaaa1111", minutes(20), "door-out");
    static_cast<void>(undo(left.seq, minutes(21)));
    store();
    EXPECT_EQ(engine.tally().total(), (Counts{.entries = 1, .arrived = 1, .inside = 1}));
    EXPECT_EQ(check_in("aaaa1111", minutes(30)).decision.reason, Reason::already_redeemed);
    expect_a_restart_says_the_same();
}

TEST_F(EngineUndo, an_older_check_in_goes_and_the_newer_stay) {
    load_and_keep({a_ticket("aaaa1111")});
    const Outcome first = check_in("aaaa1111", {});
    static_cast<void>(check_in("aaaa1111", minutes(20), "door-out"));
    static_cast<void>(check_in("aaaa1111", minutes(40)));
    static_cast<void>(undo(first.seq, minutes(41)));
    store();
    const Counts& total = engine.tally().total();
    EXPECT_EQ(total.arrived, 1U);
    EXPECT_EQ(total.entries, engine.tally().of(TicketId{1}).entries);
    EXPECT_EQ(engine.tally().of(TicketId{1}).first_entry, testing::at(minutes(40)).utc);
    expect_a_restart_says_the_same();
}

TEST_F(EngineUndo, a_disk_that_fails_leaves_the_check_in_standing) {
    load_and_keep({a_ticket("aaaa1111")});
    const Outcome first = check_in("aaaa1111", {});
    static_cast<void>(undo(first.seq, seconds(20)));
    static_cast<void>(engine.handle(RecordsFailed{engine.last_seq()}));
    EXPECT_EQ(engine.annulment_of(first.seq), nullptr);
    EXPECT_EQ(check_in("aaaa1111", minutes(1)).decision.reason, Reason::already_redeemed);
    EXPECT_EQ(engine.tally().total().arrived, 1U);
    const auto noted = engine.handle(StorageChanged{StorageState::green});
    EXPECT_TRUE(appended(noted).empty()) << "whoever asked was told no; it must not come later";
}

TEST_F(EngineUndo, a_request_that_is_sent_again_still_hears_its_first_answer) {
    load_and_keep({a_ticket("aaaa1111")});
    ScanSeen seen = scan("aaaa1111");
    seen.nonce = "n-1";
    seen.request = RequestId{1};
    for (const auto& record : appended(engine.handle(seen))) journal.push_back(record);
    store();
    static_cast<void>(undo(journal.back().seq, seconds(5)));
    store();
    const auto again = replies(engine.handle(seen));
    ASSERT_EQ(again.size(), 1U);
    EXPECT_TRUE(again[0].outcome.replayed);
    EXPECT_EQ(appended(engine.handle(scan("aaaa1111", minutes(1)))).size(), 1U);
}

// The definition itself, on many random days: what was undone might as well never have been seen.
TEST(TallyUndo, counts_equal_those_of_a_day_without_the_undone) {
    for (unsigned seed = 1; seed <= 30; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 dice(seed);
        Tally tally;
        std::vector<SequencedRecord> seen;
        std::vector<bool> undone;
        for (std::uint64_t seq = 1; seq <= 120; ++seq) {
            ScanRecord scan;
            scan.at = testing::at(minutes(4 * seq));
            scan.list = dice() % 2 == 0 ? "main" : "room";
            scan.direction = dice() % 3 == 0 ? Direction::exit : Direction::entry;
            scan.reason = dice() % 8 == 0 ? Reason::unpaid : Reason::ok;
            if (dice() % 10 != 0) scan.ticket = TicketId{1 + dice() % 5};
            tally.count(scan, seq);
            seen.push_back({seq, scan});
            undone.push_back(false);
            const std::size_t which = dice() % seen.size();
            const bool admitted = std::get<ScanRecord>(seen[which].record).admitted();
            if (dice() % 4 != 0 || undone[which] || !admitted) continue;
            tally.take_back(annulment_of(seen[which], {}).scan);
            undone[which] = true;
        }
        Tally without;
        for (std::size_t i = 0; i < seen.size(); ++i) {
            if (!undone[i]) without.count(std::get<ScanRecord>(seen[i].record), seen[i].seq);
        }
        EXPECT_EQ(tally.total(), without.total());
        EXPECT_EQ(tally.inside("main"), without.inside("main"));
        for (const auto& [quarter, counts] : without.by_quarter()) {
            EXPECT_EQ(tally.by_quarter().at(quarter), counts) << quarter;
        }
    }
}

}  // namespace
}  // namespace kiosk::core
