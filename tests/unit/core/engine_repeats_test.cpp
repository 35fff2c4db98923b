// tests/unit/core/engine_repeats_test.cpp — one badge shown twice is one scan; one request sent
// twice is one record.
#include "tests/unit/core/engine_fixture.hpp"

namespace kiosk::core {
namespace {

using std::chrono::milliseconds;
using testing::a_ticket;

TEST_F(EngineTest, a_repeat_within_the_window_is_neither_recorded_nor_shown) {
    load({a_ticket("aaaa1111")});
    outcome_of(scan("aaaa1111"));
    EXPECT_TRUE(engine.handle(scan("aaaa1111", milliseconds(2400))).empty());
    EXPECT_EQ(outcome_of(scan("aaaa1111", milliseconds(5000))).decision.reason,
              Reason::already_redeemed);
}

TEST_F(EngineTest, a_ticket_canceled_within_the_window_is_refused_at_once_and_told_once) {
    load({a_ticket("aaaa1111")});
    EXPECT_EQ(outcome_of(scan("aaaa1111")).decision.reason, Reason::ok);
    load({a_ticket("aaaa1111").canceled()}, 2);
    EXPECT_EQ(outcome_of(scan("aaaa1111", milliseconds(1000))).decision.reason, Reason::canceled);
    EXPECT_TRUE(engine.handle(scan("aaaa1111", milliseconds(2000))).empty());
}

TEST_F(EngineTest, a_ticket_that_expires_within_the_window_is_refused_though_its_go_is_not_stored) {
    load({a_ticket("aaaa1111").valid({}, testing::kNine + milliseconds(1000))});
    static_cast<void>(engine.handle(scan("aaaa1111")));
    EXPECT_TRUE(engine.handle(scan("aaaa1111", milliseconds(900))).empty());
    const auto refused = shown(engine.handle(scan("aaaa1111", milliseconds(1100))));
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_EQ(refused[0].decision.reason, Reason::invalid_time);
    EXPECT_TRUE(engine.handle(scan("aaaa1111", milliseconds(1200))).empty());
}

TEST_F(EngineTest, what_was_refused_within_the_window_is_not_told_again) {
    load({a_ticket("aaaa1111").unpaid(), a_ticket("bbbb2222").blocked()});
    for (const char* code : {"aaaa1111", "bbbb2222", "zzzz9999"}) {
        EXPECT_EQ(outcome_of(scan(code)).verdict(), Verdict::stop) << code;
        EXPECT_TRUE(engine.handle(scan(code, milliseconds(1000))).empty()) << code;
    }
}

TEST_F(EngineTest, a_badge_that_two_readers_of_one_station_see_is_one_scan) {
    load({a_ticket("aaaa1111")});
    outcome_of(scan("aaaa1111"));
    ScanSeen by_camera = scan("aaaa1111", milliseconds(1900));
    by_camera.scan.reader = "camera-1";
    by_camera.scan.source = ScanSource::camera;
    EXPECT_TRUE(engine.handle(by_camera).empty());
}

TEST_F(EngineTest, a_repeat_at_the_scanner_is_no_repeat_of_a_request) {
    load({a_ticket("aaaa1111")});
    outcome_of(scan("aaaa1111"));
    ScanSeen typed = scan("aaaa1111", milliseconds(500));
    typed.scan.reader = "api:desk-1";
    typed.request = RequestId{1};
    EXPECT_EQ(outcome_of(typed).decision.reason, Reason::already_redeemed);
}

TEST_F(EngineTest, the_same_badge_at_two_stations_at_once_is_one_go_and_one_duplicate) {
    load({a_ticket("aaaa1111")});
    ScanSeen first = scan("aaaa1111");
    ScanSeen second = scan("aaaa1111");
    second.scan.station = "desk-2";
    second.scan.reader = "usb-desk-2";
    Effects effects = engine.handle(first);
    for (auto& effect : engine.handle(second)) effects.push_back(effect);
    for (auto& effect : store()) effects.push_back(effect);
    const auto outcomes = shown(effects);
    ASSERT_EQ(outcomes.size(), 2U);
    EXPECT_EQ(outcomes[0].decision.reason, Reason::already_redeemed);  // a refusal need not wait
    EXPECT_EQ(outcomes[1].decision.reason, Reason::ok);
}

TEST_F(EngineTest, a_request_with_a_known_nonce_gets_the_first_answer_and_no_record) {
    load({a_ticket("aaaa1111")});
    ScanSeen request = scan("aaaa1111");
    request.nonce = "n-1";
    request.request = RequestId{1};
    static_cast<void>(engine.handle(request));
    ASSERT_EQ(replies(store()).size(), 1U);

    ScanSeen retry = scan("aaaa1111", milliseconds(60'000));
    retry.nonce = "n-1";
    retry.request = RequestId{2};
    const Effects effects = engine.handle(retry);
    EXPECT_TRUE(appended(effects).empty());
    const auto answers = replies(effects);
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(answers[0].request, RequestId{2});
    EXPECT_EQ(answers[0].outcome.decision.reason, Reason::ok);
    EXPECT_TRUE(answers[0].outcome.replayed);
    EXPECT_EQ(answers[0].outcome.id, request.id);
}

TEST_F(EngineTest, another_code_under_a_used_nonce_is_judged_by_itself) {
    load({a_ticket("aaaa1111").named("Ama"), a_ticket("bbbb2222").unpaid().named("Kofi")});
    ScanSeen first = scan("aaaa1111");
    first.nonce = "n-1";
    EXPECT_EQ(outcome_of(first).decision.reason, Reason::ok);
    for (const char* code : {"bbbb2222", "zzzz9999"}) {
        ScanSeen other = scan(code);
        other.nonce = "n-1";
        EXPECT_EQ(outcome_of(other).verdict(), Verdict::stop) << code;
    }
}

TEST_F(EngineTest, a_new_list_is_heard_at_once) {
    load({a_ticket("aaaa1111")});
    EXPECT_EQ(outcome_of(scan("bbbb2222")).decision.reason, Reason::invalid);
    load({a_ticket("aaaa1111"), a_ticket("bbbb2222")}, 2);
    EXPECT_EQ(outcome_of(scan("bbbb2222", milliseconds(1000))).decision.reason, Reason::ok);
}

TEST_F(EngineTest, a_retry_while_the_first_is_on_its_way_to_disk_waits_for_it) {
    load({a_ticket("aaaa1111")});
    ScanSeen request = scan("aaaa1111");
    request.nonce = "n-1";
    request.request = RequestId{1};
    static_cast<void>(engine.handle(request));
    ScanSeen retry = request;
    retry.request = RequestId{2};
    EXPECT_TRUE(engine.handle(retry).empty());
    const auto answers = replies(store());
    ASSERT_EQ(answers.size(), 2U);
    EXPECT_TRUE(answers[1].outcome.recorded);
}

TEST_F(EngineTest, two_requests_with_their_own_nonces_are_two_scans) {
    load({a_ticket("aaaa1111")});
    ScanSeen first = scan("aaaa1111");
    first.nonce = "n-1";
    EXPECT_EQ(outcome_of(first).decision.reason, Reason::ok);
    ScanSeen second = scan("aaaa1111", milliseconds(1));
    second.nonce = "n-2";
    EXPECT_EQ(outcome_of(second).decision.reason, Reason::already_redeemed);
}

TEST_F(EngineTest, an_exit_right_after_the_entry_at_one_reader_is_recorded) {
    load({a_ticket("aaaa1111")});
    EXPECT_EQ(outcome_of(scan("aaaa1111")).decision.reason, Reason::ok);
    ScanSeen leaving = scan("aaaa1111", milliseconds(500));
    leaving.direction = Direction::exit;
    EXPECT_EQ(outcome_of(leaving).decision.reason, Reason::ok_exit);
}

// Whoever went out and comes back within the window, by this gate again.
class ReturnTest : public EngineTest {
  protected:
    ReturnTest() {
        EngineSettings s = settings();
        s.lists[0].list.allow_entry_after_exit = true;
        engine.~Engine();
        new (&engine) Engine(std::move(s), hasher);
        load({a_ticket("aaaa1111"), a_ticket("bbbb2222").unpaid()});
    }

    std::size_t records(const ScanSeen& seen) {
        const auto made = appended(engine.handle(seen)).size();
        store();
        return made;
    }

    ScanSeen seen_by_camera(int ms) {
        ScanSeen seen = scan("aaaa1111", milliseconds(ms));
        seen.scan.source = ScanSource::camera;
        return seen;
    }
};

TEST_F(ReturnTest, an_entry_after_an_exit_is_no_repetition_of_the_entry_before) {
    EXPECT_EQ(outcome_of(scan("aaaa1111")).decision.reason, Reason::ok);
    EXPECT_EQ(outcome_of(scan("aaaa1111", milliseconds(500), "door-out")).decision.reason,
              Reason::ok_exit);
    EXPECT_EQ(outcome_of(scan("aaaa1111", milliseconds(1000))).decision.reason, Reason::ok_reentry);
    EXPECT_EQ(outcome_of(scan("aaaa1111", milliseconds(1500), "door-out")).decision.reason,
              Reason::ok_exit);
}

TEST_F(ReturnTest, the_window_begins_anew_with_the_return) {
    static_cast<void>(records(scan("aaaa1111")));
    static_cast<void>(records(scan("aaaa1111", milliseconds(1000), "door-out")));
    EXPECT_EQ(records(scan("aaaa1111", milliseconds(2000))), 1U);
    EXPECT_EQ(records(scan("aaaa1111", milliseconds(4500))), 0U);
    EXPECT_EQ(records(scan("aaaa1111", milliseconds(4501))), 1U);
}

TEST_F(ReturnTest, an_entry_elsewhere_ends_the_repetition_too) {
    static_cast<void>(records(scan("aaaa1111", milliseconds(0), "door-out")));
    static_cast<void>(records(scan("aaaa1111", milliseconds(500), "desk-2")));
    EXPECT_EQ(records(scan("aaaa1111", milliseconds(1000), "door-out")), 1U);
}

TEST_F(ReturnTest, what_let_nobody_through_ends_no_repetition) {
    static_cast<void>(records(scan("aaaa1111")));
    EXPECT_EQ(outcome_of(scan("aaaa1111", milliseconds(500), "desk-2")).decision.reason,
              Reason::already_redeemed);
    EXPECT_EQ(records(scan("aaaa1111", milliseconds(1000))), 0U);
}

TEST_F(ReturnTest, somebody_elses_exit_ends_no_repetition) {
    static_cast<void>(records(scan("aaaa1111")));
    static_cast<void>(records(scan("bbbb2222", milliseconds(500), "door-out")));
    EXPECT_EQ(records(scan("aaaa1111", milliseconds(1000))), 0U);
}

TEST_F(ReturnTest, a_badge_that_two_cameras_hold_in_sight_does_not_go_in_and_out_for_ever) {
    EXPECT_EQ(records(seen_by_camera(0)), 1U);
    static_cast<void>(records(scan("aaaa1111", milliseconds(300), "door-out")));
    EXPECT_EQ(records(seen_by_camera(500)), 0U);  // never out of its sight
    EXPECT_EQ(records(seen_by_camera(1000)), 0U);
    static_cast<void>(records(scan("aaaa1111", milliseconds(1200), "desk-2")));
    static_cast<void>(records(scan("aaaa1111", milliseconds(1300), "door-out")));
    EXPECT_EQ(records(seen_by_camera(1501)), 1U);  // half a second and more
}

TEST_F(EngineTest, a_nonce_is_known_after_a_restart) {
    load({a_ticket("aaaa1111")});
    ScanSeen request = scan("aaaa1111");
    request.nonce = "n-1";
    const auto records = appended(engine.handle(request));
    ASSERT_EQ(records.size(), 1U);

    Engine restarted(settings(), hasher);
    restarted.restore({1, StartRecord{}});
    restarted.restore({2, records[0].record});
    request.request = RequestId{3};
    const auto answers = replies(restarted.handle(request));
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_TRUE(answers[0].outcome.replayed);
    EXPECT_EQ(answers[0].outcome.decision.reason, Reason::ok);

    static_cast<void>(restarted.handle(
        RosterReplaced{testing::roster_of({a_ticket("aaaa1111").named("Kofi")}), testing::at({})}));
    const auto with_list = replies(restarted.handle(request));
    ASSERT_EQ(with_list.size(), 1U);
    EXPECT_EQ(with_list[0].outcome.holder.value().name, "Kofi");
}

TEST_F(EngineTest, a_dry_run_decides_and_leaves_no_trace) {
    load({a_ticket("aaaa1111")});
    ScanSeen dry = scan("aaaa1111");
    dry.dry_run = true;
    dry.request = RequestId{1};
    const Effects effects = engine.handle(dry);
    ASSERT_EQ(effects.size(), 1U);
    const auto answers = replies(effects);
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_TRUE(answers[0].outcome.dry_run);
    EXPECT_FALSE(answers[0].outcome.recorded);
    EXPECT_EQ(outcome_of(scan("aaaa1111")).decision.reason, Reason::ok);
}

TEST_F(EngineTest, answers_are_bounded_and_the_oldest_is_forgotten_first) {
    Answers answers;
    for (std::size_t i = 0; i <= Answers::kKept; ++i) {
        Outcome outcome;
        outcome.seq = i;
        answers.keep(std::to_string(i), outcome);
    }
    EXPECT_EQ(answers.find("0"), nullptr);
    ASSERT_NE(answers.find("1"), nullptr);
    EXPECT_EQ(answers.find("1")->seq, 1U);
}

}  // namespace
}  // namespace kiosk::core
