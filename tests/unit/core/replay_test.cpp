// tests/unit/core/replay_test.cpp — a journal that was not touched says the same twice.
#include "kiosk/core/engine/replay.hpp"

#include "tests/unit/core/engine_fixture.hpp"

namespace kiosk::core {
namespace {

using std::chrono::minutes;
using testing::a_ticket;

class ReplayTest : public EngineTest {
  protected:
    void note(const Effects& effects) {
        for (auto& one : appended(effects)) journal.push_back(one);
        store();
    }

    void record_day() {
        roster = testing::roster_of({a_ticket("aaaa1111"), a_ticket("bbbb2222").unpaid()});
        note(engine.handle(RosterReplaced{roster, testing::at({})}));
        note(engine.handle(scan("aaaa1111")));
        note(engine.handle(scan("aaaa1111", minutes(5))));
        note(engine.handle(scan("bbbb2222", minutes(6))));
        note(engine.handle(scan("zzzz9999", minutes(7))));
        note(engine.handle(scan("cut", minutes(8), "door-out")));
        note(engine.handle(scan("aaaa1111", minutes(9), "door-out")));
        note(engine.handle(scan("aaaa1111", minutes(15))));
    }

    std::vector<ReplayFinding> replayed(EngineSettings settings, Replay::Rosters rosters) {
        Replay replay(std::move(settings), hasher, std::move(rosters));
        std::vector<ReplayFinding> findings;
        for (const auto& record : journal) {
            if (auto finding = replay.take(record)) findings.push_back(*std::move(finding));
        }
        return findings;
    }

    std::shared_ptr<const Roster> roster;
    std::vector<SequencedRecord> journal;
};

TEST_F(ReplayTest, a_day_judged_again_is_the_same_scan_by_scan) {
    record_day();
    const auto findings = replayed(settings(), {{1, roster}});
    ASSERT_EQ(findings.size(), 7U);
    for (const auto& finding : findings) {
        EXPECT_EQ(finding.result, ReplayResult::same) << finding.seq;
    }
}

TEST_F(ReplayTest, who_forced_an_entry_is_on_record_and_no_supervisors_override) {
    record_day();
    ScanSeen forced = scan("bbbb2222", minutes(20));
    forced.force = true;
    forced.forced_by = "abena";
    note(engine.handle(forced));
    const auto& record = std::get<ScanRecord>(journal.back().record);
    EXPECT_EQ(record.let_in_by, "abena");
    EXPECT_EQ(record.staff_choice, StaffChoice::force);
    const auto findings = replayed(settings(), {{1, roster}});
    EXPECT_EQ(findings.back().result, ReplayResult::same);
    EXPECT_TRUE(findings.back().now.decision.forced);
}

TEST_F(ReplayTest, a_record_with_another_reason_stands_out) {
    record_day();
    std::get<ScanRecord>(journal[3].record).reason = Reason::ok;
    const auto findings = replayed(settings(), {{1, roster}});
    EXPECT_EQ(findings[2].result, ReplayResult::different);
    EXPECT_EQ(findings[2].now.decision.reason, Reason::unpaid);
    EXPECT_EQ(findings[2].seq, 4U);
}

TEST_F(ReplayTest, an_objection_to_an_exit_that_was_taken_out_stands_out) {
    record_day();
    std::get<ScanRecord>(journal[5].record).list_objection.reset();
    EXPECT_EQ(replayed(settings(), {{1, roster}})[4].result, ReplayResult::different);
}

TEST_F(ReplayTest, another_configuration_stands_out) {
    record_day();
    EngineSettings changed = settings();
    changed.lists[0].list.allow_entry_after_exit = false;
    const auto findings = replayed(std::move(changed), {{1, roster}});
    EXPECT_EQ(findings[0].result, ReplayResult::same);
    EXPECT_EQ(findings[6].result, ReplayResult::different);
}

TEST_F(ReplayTest, without_the_list_of_the_time_it_says_so_and_judges_nothing) {
    record_day();
    for (const auto& finding : replayed(settings(), {})) {
        EXPECT_EQ(finding.result, ReplayResult::not_judged);
        EXPECT_EQ(finding.why, "its attendee list is not kept any more");
    }
}

TEST_F(ReplayTest, what_the_journal_does_not_hold_is_named) {
    record_day();
    auto& second = std::get<ScanRecord>(journal[2].record);
    auto& third = std::get<ScanRecord>(journal[3].record);
    auto& fourth = std::get<ScanRecord>(journal[4].record);
    auto& fifth = std::get<ScanRecord>(journal[5].record);
    second.by_signature = true;
    third.by_signature = true;
    third.word.key = "gone";
    fourth.station = "gone";
    fifth.list = "other";
    const auto findings = replayed(settings(), {{1, roster}});
    for (int i = 1; i < 5; ++i) {
        const auto& finding = findings[static_cast<std::size_t>(i)];
        EXPECT_EQ(finding.result, ReplayResult::not_judged) << i;
        EXPECT_FALSE(finding.why.empty()) << i;
    }
}

TEST_F(ReplayTest, a_check_out_by_the_clock_is_judged_by_its_time_and_by_who_was_inside) {
    record_day();
    EngineSettings closing = settings();
    closing.lists[0].exit_all_at = std::chrono::hours(12);
    ScanRecord out = std::get<ScanRecord>(journal.back().record);
    out.source = ScanSource::automatic;
    out.direction = Direction::exit;
    out.reason = Reason::ok_exit;
    out.list_objection.reset();
    const auto finding_of = [&](UtcTime at, std::uint64_t ticket) {
        out.at.utc = at;
        out.ticket = TicketId{ticket};
        journal.push_back({journal.size() + 1, out});
        auto finding = replayed(closing, {{1, roster}}).back();
        journal.pop_back();
        return finding;
    };
    const UtcTime noon = testing::kNine + std::chrono::hours(3);
    EXPECT_EQ(finding_of(noon, 1).result, ReplayResult::same);
    EXPECT_EQ(finding_of(noon + minutes(1), 1).result, ReplayResult::different);
    EXPECT_EQ(finding_of(noon, 2).result, ReplayResult::different);
    EXPECT_EQ(finding_of(noon, 1).now.steps.size(), 3U);
    closing.lists[0].exit_all_at.reset();
    EXPECT_EQ(finding_of(noon, 1).result, ReplayResult::different);
}

TEST_F(ReplayTest, answers_come_from_beside_the_journal) {
    EngineSettings asking = settings();
    QuestionSettings& question = asking.questions.emplace_back();
    question.question.id = {1};
    question.question.ask_during_checkin = true;
    engine.~Engine();
    new (&engine) Engine(asking, hasher);
    roster = testing::roster_of({a_ticket("aaaa1111")});
    note(engine.handle(RosterReplaced{roster, testing::at({})}));
    static_cast<void>(engine.handle(AnswersKept{{1}, {{{1}, "M"}}}));
    note(engine.handle(scan("aaaa1111")));
    EXPECT_EQ(replayed(asking, {{1, roster}}).at(0).result, ReplayResult::different);
    Replay replay(asking, hasher, {{1, roster}});
    replay.know({{1}, {{{1}, "M"}}});
    static_cast<void>(replay.take(journal[0]));
    EXPECT_EQ(replay.take(journal[1])->result, ReplayResult::same);
}

}  // namespace
}  // namespace kiosk::core
