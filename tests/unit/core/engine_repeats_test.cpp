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

TEST_F(EngineTest, the_same_badge_at_two_readers_at_once_is_one_go_and_one_duplicate) {
    load({a_ticket("aaaa1111")});
    ScanSeen first = scan("aaaa1111");
    ScanSeen second = scan("aaaa1111");
    second.scan.reader = "usb-other";
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
