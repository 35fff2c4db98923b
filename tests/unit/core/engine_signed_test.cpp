// tests/unit/core/engine_signed_test.cpp — codes that vouch for themselves, after the list.
#include "kiosk/core/engine/replay.hpp"
#include "tests/builders/sig1_text.hpp"
#include "tests/unit/core/signed_fixture.hpp"
#include "tests/unit/rules/rule_builders.hpp"

namespace kiosk::core {
namespace {

using namespace std::chrono_literals;
using testing::a_badge;
using testing::a_ticket;
using testing::text_of;

TEST_F(EngineSignedTest, a_genuine_badge_that_no_list_has_goes_by_its_signature) {
    load({a_ticket("aaaa1111")});
    const Outcome outcome = outcome_of(scan(text_of(a_badge())));
    EXPECT_EQ(outcome.decision.reason, Reason::ok);
    EXPECT_TRUE(outcome.by_signature);
    ASSERT_TRUE(outcome.holder.has_value());
    EXPECT_EQ(outcome_of(scan(text_of(a_badge()), 1min)).decision.reason, Reason::already_redeemed);
}

// Lists from files number their products themselves: a shop's 2 is not the list's.
TEST_F(EngineSignedTest, the_product_number_of_a_code_is_none_of_the_list_s) {
    start([](EngineSettings& s) {
        s.lists[0].list.all_products = false;
        s.lists[0].products = {"Conference", "Workshop"};
    });
    load({a_ticket("aaaa1111")});
    const Outcome outcome = outcome_of(scan(text_of(a_badge())));
    EXPECT_EQ(outcome.decision.reason, Reason::product);
    ASSERT_TRUE(outcome.holder.has_value());
    EXPECT_EQ(outcome.holder->product, "");
}

TEST_F(EngineSignedTest, no_product_and_no_variation_in_a_rule_is_that_of_a_code) {
    const auto refused_by = [this](Variable subject, Expression item) {
        start([&](EngineSettings& s) {
            TicketKey shop{.id = "shop", .kind = KeyKind::pretix_sig1};
            EXPECT_TRUE(s.keys.add(std::move(shop)).has_value());
            s.lists[0].rules_by_name = true;
            s.lists[0].rules = std::make_shared<const Rule>(rule(
                call(Operator::in_list, {var(subject), call(Operator::list, {std::move(item)})})));
        });
        load({a_ticket("aaaa1111")});
        return outcome_of(scan(testing::sig1_of(2, 7))).decision.reason;
    };
    EXPECT_EQ(refused_by(Variable::product, named(1, "Workshop")), Reason::rules);
    EXPECT_EQ(refused_by(Variable::product, named(1, "Gala")), Reason::rules);
    EXPECT_EQ(refused_by(Variable::variation, number(7)), Reason::rules);
}

TEST_F(EngineSignedTest, a_reprint_of_a_badge_is_the_same_ticket) {
    load({a_ticket("aaaa1111")});
    outcome_of(scan(text_of(a_badge())));
    K1Badge reprint = a_badge();
    reprint.issue = 1;
    EXPECT_EQ(outcome_of(scan(text_of(reprint), 1min)).decision.reason, Reason::already_redeemed);
}

TEST_F(EngineSignedTest, order_data_beats_the_signature) {
    load({a_ticket(text_of(a_badge())).blocked(), a_ticket("aaaa1111")});
    const Outcome outcome = outcome_of(scan(text_of(a_badge())));
    EXPECT_EQ(outcome.decision.reason, Reason::blocked);
    EXPECT_FALSE(outcome.by_signature);
}

TEST_F(EngineSignedTest, the_record_says_that_the_code_vouched_for_itself) {
    load({a_ticket("aaaa1111")});
    const auto made = appended(engine.handle(scan(text_of(a_badge()))));
    ASSERT_EQ(made.size(), 1U);
    EXPECT_TRUE(std::get<ScanRecord>(made[0].record).by_signature);
}

TEST_F(EngineSignedTest, a_false_signature_lets_nobody_in) {
    load({a_ticket("aaaa1111")});
    const Outcome outcome = outcome_of(scan(text_of(a_badge(), 9)));
    EXPECT_EQ(outcome.decision.reason, Reason::bad_signature);
    EXPECT_FALSE(outcome.holder.has_value());
    const Outcome out = outcome_of(scan(text_of(a_badge(), 9), 1min, "door-out"));
    EXPECT_EQ(out.verdict(), Verdict::go);
    EXPECT_EQ(out.decision.list_objection, Reason::bad_signature);
}

TEST_F(EngineSignedTest, a_genuine_badge_of_another_event_is_told_from_a_forged_one) {
    load({a_ticket("aaaa1111")});
    K1Badge elsewhere = a_badge();
    elsewhere.event = 8;
    EXPECT_EQ(outcome_of(scan(text_of(elsewhere))).decision.reason, Reason::wrong_event);
}

class ReprintTest : public EngineSignedTest {
  protected:
    static std::string copy(std::uint8_t issue) {
        K1Badge badge = a_badge();
        badge.issue = issue;
        return text_of(badge);
    }

    Outcome recorded(const ScanSeen& seen) {
        Effects effects = engine.handle(seen);
        for (const auto& one : appended(effects)) journal.push_back(one);
        for (auto& effect : store()) effects.push_back(std::move(effect));
        return shown(effects).front();
    }

    void restart() {
        start([](EngineSettings&) {});
        for (const auto& one : journal) engine.restore(one);
        engine.use(testing::roster_of({a_ticket("aaaa1111")}));
    }

    std::vector<SequencedRecord> journal;
};

TEST_F(ReprintTest, an_older_copy_is_void_once_a_newer_one_was_shown) {
    engine.use(testing::roster_of({a_ticket("aaaa1111")}));
    EXPECT_EQ(recorded(scan(copy(0))).decision.reason, Reason::ok);
    EXPECT_EQ(recorded(scan(copy(0), 1min, "door-out")).verdict(), Verdict::go);
    EXPECT_EQ(recorded(scan(copy(2), 2min)).decision.reason, Reason::ok_reentry);
    const Outcome older = recorded(scan(copy(1), 3min));
    EXPECT_EQ(older.decision.reason, Reason::old_badge);
    EXPECT_EQ(older.verdict(), Verdict::stop);
    EXPECT_EQ(older.decision.prior, (PriorCheckIn{testing::kNine + 2min, "desk-1"}));
    EXPECT_EQ(recorded(scan(copy(2), 4min)).decision.reason, Reason::already_redeemed);
}

TEST_F(ReprintTest, a_copy_voided_within_the_repeat_window_is_refused_at_once_and_told_once) {
    engine.use(testing::roster_of({a_ticket("aaaa1111")}));
    EXPECT_EQ(recorded(scan(copy(0))).decision.reason, Reason::ok);
    EXPECT_TRUE(engine.handle(scan(copy(0), 300ms)).empty());
    recorded(scan(copy(1), 800ms, "desk-2"));
    const Outcome older = recorded(scan(copy(0), 1500ms));
    EXPECT_EQ(older.decision.reason, Reason::old_badge);
    EXPECT_EQ(older.decision.prior, (PriorCheckIn{testing::kNine + 800ms, "desk-2"}));
    EXPECT_TRUE(engine.handle(scan(copy(0), 2000ms)).empty());
}

TEST_F(ReprintTest, a_restart_forgets_no_newer_copy_and_an_exit_is_recorded) {
    engine.use(testing::roster_of({a_ticket("aaaa1111")}));
    recorded(scan(copy(1)));
    restart();
    const Outcome older = recorded(scan(copy(0), 1min));
    EXPECT_EQ(older.decision.reason, Reason::old_badge);
    EXPECT_EQ(older.decision.prior, (PriorCheckIn{testing::kNine, "desk-1"}));
    const Outcome out = recorded(scan(copy(0), 2min, "door-out"));
    EXPECT_EQ(out.verdict(), Verdict::go);
    EXPECT_EQ(out.decision.list_objection, Reason::old_badge);
    EXPECT_EQ(out.holder->ticket, older.holder->ticket);
}

TEST_F(ReprintTest, a_newer_copy_counts_although_it_was_refused_but_not_when_it_is_forged) {
    engine.use(testing::roster_of({a_ticket("aaaa1111")}));
    K1Badge forged = a_badge();
    forged.issue = 200;
    EXPECT_EQ(recorded(scan(text_of(forged, 9))).decision.reason, Reason::bad_signature);
    EXPECT_EQ(recorded(scan(copy(0), 1min)).decision.reason, Reason::ok);
    EXPECT_EQ(recorded(scan(copy(1), 2min)).decision.reason, Reason::already_redeemed);
    EXPECT_EQ(recorded(scan(copy(0), 3min)).decision.reason, Reason::old_badge);
}

TEST_F(ReprintTest, a_copy_whose_scan_the_disk_lost_voids_no_other) {
    engine.use(testing::roster_of({a_ticket("aaaa1111")}));
    recorded(scan(copy(1)));
    static_cast<void>(engine.handle(scan(copy(2), 1min)));
    static_cast<void>(engine.handle(scan(copy(3), 2min)));
    static_cast<void>(engine.handle(RecordsFailed{2}));
    EXPECT_EQ(recorded(scan(copy(1), 3min)).decision.reason, Reason::already_redeemed);
    EXPECT_EQ(recorded(scan(copy(0), 4min)).decision.reason, Reason::old_badge);
}

TEST_F(ReprintTest, the_list_may_know_of_a_newer_copy_that_nobody_has_shown_yet) {
    engine.use(testing::roster_of({a_ticket(copy(1)).id(77), a_ticket("aaaa1111")}, 1,
                                  RosterLinks({}, {}, {{{77}, 1}})));
    EXPECT_EQ(recorded(scan(copy(1))).decision.reason, Reason::ok);
    engine.use(testing::roster_of({a_ticket(copy(1)).id(77), a_ticket("aaaa1111")}, 2,
                                  RosterLinks({}, {}, {{{77}, 3}})));
    const Outcome older = recorded(scan(copy(1), 1min));
    EXPECT_EQ(older.decision.reason, Reason::old_badge);
    EXPECT_EQ(older.decision.prior, std::nullopt);
}

TEST_F(ReprintTest, staff_may_force_an_older_copy_in) {
    engine.use(testing::roster_of({a_ticket("aaaa1111")}));
    recorded(scan(copy(1)));
    ScanSeen forced = scan(copy(0), 1min);
    forced.force = true;
    EXPECT_EQ(recorded(forced).verdict(), Verdict::go);
}

TEST_F(ReprintTest, is_judged_the_same_from_the_journal_alone) {
    const auto roster = testing::roster_of({a_ticket("aaaa1111")});
    engine.use(roster);
    recorded(scan(copy(1)));
    recorded(scan(copy(0), 1min));
    recorded(scan(copy(0), 2min, "door-out"));
    Replay replay(engine.settings(), hasher, {{1, roster}});
    std::vector<ReplayResult> results;
    for (const auto& one : journal) results.push_back(replay.take(one)->result);
    EXPECT_EQ(results, (std::vector{ReplayResult::same, ReplayResult::same, ReplayResult::same}));
}

TEST_F(EngineSignedTest, a_withdrawn_badge_is_stopped_but_its_exit_is_recorded) {
    start([](EngineSettings& s) { EXPECT_TRUE(s.keys.revoke_badges({42}).has_value()); });
    load({a_ticket("aaaa1111")});
    const Outcome in = outcome_of(scan(text_of(a_badge())));
    EXPECT_EQ(in.decision.reason, Reason::revoked);
    EXPECT_TRUE(in.by_badge);
    const Outcome out = outcome_of(scan(text_of(a_badge()), 1min, "door-out"));
    EXPECT_EQ(out.verdict(), Verdict::go);
    EXPECT_EQ(out.decision.list_objection, Reason::revoked);
    EXPECT_TRUE(out.holder.has_value());
}

TEST_F(EngineSignedTest, a_badge_for_one_entry_enters_once_although_the_list_allows_more) {
    start([](EngineSettings& s) { s.lists[0].list.allow_multiple_entries = true; });
    load({a_ticket("aaaa1111")});
    K1Badge once = a_badge();
    once.single_entry = true;
    EXPECT_EQ(outcome_of(scan(text_of(once))).decision.reason, Reason::ok);
    outcome_of(scan(text_of(once), 1min, "door-out"));
    EXPECT_EQ(outcome_of(scan(text_of(once), 2min)).decision.reason, Reason::already_redeemed);
}

TEST_F(EngineSignedTest, a_badge_outside_its_own_time_is_not_valid_now) {
    load({a_ticket("aaaa1111")});
    EXPECT_EQ(outcome_of(scan(text_of(a_badge()), 10h)).decision.reason, Reason::invalid_time);
}

TEST_F(EngineSignedTest, a_badge_whose_holder_must_be_looked_at_draws_attention) {
    load({a_ticket("aaaa1111")});
    K1Badge photo = a_badge();
    photo.photo_check = true;
    const Outcome outcome = outcome_of(scan(text_of(photo)));
    EXPECT_TRUE(outcome.holder->compare_photo);
    ASSERT_TRUE(outcome.holder.has_value());
    EXPECT_TRUE(outcome.holder->attention);
}

}  // namespace
}  // namespace kiosk::core
