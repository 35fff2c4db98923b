// tests/unit/core/engine_list_test.cpp — a station uses the whole of its list: rules, questions,
// gates, dates, nonces, force.
#include <functional>

#include "tests/unit/core/engine_fixture.hpp"
#include "tests/unit/rules/rule_builders.hpp"

namespace kiosk::core {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using testing::a_ticket;

class EngineListTest : public EngineTest {
  protected:
    // Another engine with the same stations; `change` sees its settings first.
    void rewire(const std::function<void(EngineSettings&)>& change) {
        EngineSettings s = settings();
        s.stations[0].name = {"Desk 1", "Accueil 1"};
        change(s);
        engine.~Engine();
        new (&engine) Engine(std::move(s), hasher);
    }

    void rule_is(Expression root) {
        rewire([&](EngineSettings& s) {
            s.lists[0].rules = std::make_shared<const Rule>(rule(std::move(root)));
        });
    }

    static QuestionSettings question(std::int64_t id, QuestionType type) {
        QuestionSettings settings;
        settings.question.id = {id};
        settings.question.type = type;
        settings.question.ask_during_checkin = true;
        return settings;
    }
};

TEST_F(EngineListTest, a_rule_refusal_says_in_two_languages_what_would_have_to_be_true) {
    rule_is(call(Operator::is_after, {var(Variable::now), time_of_day(std::chrono::hours(11))}));
    load({a_ticket("aaaa1111")});
    const Outcome outcome = outcome_of(scan("aaaa1111"));
    EXPECT_EQ(outcome.decision.reason, Reason::rules);
    ASSERT_EQ(outcome.rule_words.english.size(), 1U);
    EXPECT_EQ(outcome.rule_words.english[0], "Only after 11:00");
    ASSERT_EQ(outcome.rule_words.french.size(), 1U);
    EXPECT_EQ(outcome.rule_words.french[0], "Seulement après 11:00");
}

TEST_F(EngineListTest, a_ticket_for_another_date_says_when_that_is_where_it_is_known) {
    rewire([](EngineSettings& s) {
        s.lists[0].list.subevent = SubeventId{1};
        s.subevent_times[SubeventId{2}].from = testing::kNine + std::chrono::hours(96);
    });
    load({a_ticket("aaaa1111").on_date(2), a_ticket("bbbb2222").on_date(3), a_ticket("cccc3333"),
          a_ticket("dddd4444").on_date(1)});
    const Decision known = outcome_of(scan("aaaa1111")).decision;
    EXPECT_EQ(known.reason, Reason::product);
    EXPECT_TRUE(known.other_date);
    EXPECT_EQ(known.valid_from, testing::kNine + std::chrono::hours(96));
    const Decision unknown = outcome_of(scan("bbbb2222")).decision;
    EXPECT_TRUE(unknown.other_date);
    EXPECT_EQ(unknown.valid_from, std::nullopt);
    const Decision without = outcome_of(scan("cccc3333")).decision;
    EXPECT_EQ(without.reason, Reason::product);
    EXPECT_FALSE(without.other_date) << "a ticket without a date is for none";
    EXPECT_EQ(outcome_of(scan("dddd4444")).decision.reason, Reason::ok);
}

TEST_F(EngineListTest, an_explanation_calls_the_station_of_the_earlier_entry_by_its_name) {
    rule_is(call(Operator::less, {var(Variable::entries_today), number(1)}));
    load({a_ticket("aaaa1111")});
    outcome_of(scan("aaaa1111"));
    const Outcome second = outcome_of(scan("aaaa1111", minutes(5)));
    EXPECT_EQ(second.decision.reason, Reason::rules);
    ASSERT_FALSE(second.rule_words.english.empty());
    EXPECT_NE(second.rule_words.english[0].find("09:00, Desk 1"), std::string::npos)
        << second.rule_words.english[0];
    EXPECT_NE(second.rule_words.french[0].find("Accueil 1"), std::string::npos);
}

TEST_F(EngineListTest, a_rule_finds_its_products_by_name_in_a_list_with_other_numbers) {
    rewire([](EngineSettings& s) {
        s.lists[0].rules_by_name = true;
        s.lists[0].rules = std::make_shared<const Rule>(
            rule(call(Operator::in_list,
                      {var(Variable::product), call(Operator::list, {named(1, "Workshop")})})));
    });
    load({a_ticket("aaaa1111").product(1), a_ticket("bbbb2222").product(2)});
    EXPECT_EQ(outcome_of(scan("aaaa1111")).decision.reason, Reason::rules);
    EXPECT_EQ(outcome_of(scan("bbbb2222")).decision.reason, Reason::ok);
}

TEST_F(EngineListTest, a_product_in_a_rule_that_nobody_has_fits_nobody) {
    rewire([](EngineSettings& s) {
        s.lists[0].rules_by_name = true;
        s.lists[0].rules = std::make_shared<const Rule>(
            rule(call(Operator::in_list,
                      {var(Variable::product), call(Operator::list, {named(1, "Gala")})})));
    });
    load({a_ticket("aaaa1111").product(1)});
    EXPECT_EQ(outcome_of(scan("aaaa1111")).decision.reason, Reason::rules);
}

TEST_F(EngineListTest, a_rule_knows_the_gate_of_the_station) {
    rewire([](EngineSettings& s) {
        s.stations.push_back({"gate-7", "main", Direction::entry, Verdict::stop, GateId{7}, {}});
        s.lists[0].rules = std::make_shared<const Rule>(rule(
            call(Operator::in_list, {var(Variable::gate), call(Operator::list, {number(7)})})));
    });
    load({a_ticket("aaaa1111")});
    EXPECT_EQ(outcome_of(scan("aaaa1111")).decision.reason, Reason::rules);
    EXPECT_EQ(outcome_of(scan("aaaa1111", minutes(1), "gate-7")).decision.reason, Reason::ok);
}

TEST_F(EngineListTest, a_rule_knows_the_dates_of_the_event_and_of_the_ticket_s_own_date) {
    const auto from = [](FineTime time) {
        return EventTimes{.from = time, .to = {}, .admission = {}};
    };
    rewire([&](EngineSettings& s) {
        s.times = from(testing::kNine + minutes(30));
        s.lists[0].rules = std::make_shared<const Rule>(
            rule(call(Operator::is_after, {var(Variable::now), date_from()})));
    });
    load({a_ticket("aaaa1111")});
    EXPECT_EQ(outcome_of(scan("aaaa1111")).decision.reason, Reason::rules);
    EXPECT_EQ(outcome_of(scan("aaaa1111", minutes(31))).decision.reason, Reason::ok);
}

TEST_F(EngineListTest, an_open_question_is_shown_and_nothing_is_recorded) {
    rewire([](EngineSettings& s) { s.questions = {question(5, QuestionType::number)}; });
    load({a_ticket("aaaa1111")});
    const auto before = engine.last_seq();
    ScanSeen seen = scan("aaaa1111");
    seen.request = RequestId{9};
    const Effects effects = engine.handle(seen);
    EXPECT_TRUE(appended(effects).empty());
    EXPECT_EQ(engine.last_seq(), before);
    ASSERT_EQ(shown(effects).size(), 1U);
    ASSERT_EQ(replies(effects).size(), 1U);
    const Outcome outcome = replies(effects)[0].outcome;
    EXPECT_EQ(outcome.decision.reason, Reason::incomplete);
    EXPECT_EQ(outcome.decision.open_questions, std::vector<QuestionId>{{5}});
    EXPECT_FALSE(outcome.recorded);
}

TEST_F(EngineListTest, answers_that_were_kept_settle_the_question_for_good) {
    rewire([](EngineSettings& s) { s.questions = {question(5, QuestionType::number)}; });
    load({a_ticket("aaaa1111")});
    ScanSeen seen = scan("aaaa1111");
    seen.answers = {{{5}, "12"}};
    const auto kept = engine.answers_to_keep(seen);
    ASSERT_TRUE(kept.has_value());
    EXPECT_TRUE(engine.handle(*kept).empty());
    const Effects effects = engine.handle(seen);
    ASSERT_EQ(appended(effects).size(), 1U);
    const auto record = std::get<ScanRecord>(appended(effects)[0].record);
    EXPECT_EQ(record.reason, Reason::ok);
    EXPECT_EQ(record.answered, 1U);
    store();
    EXPECT_EQ(outcome_of(scan("aaaa1111", minutes(3))).decision.reason, Reason::already_redeemed);
}

TEST_F(EngineListTest, a_malformed_answer_is_not_kept_and_the_question_stays_open) {
    rewire([](EngineSettings& s) { s.questions = {question(5, QuestionType::number)}; });
    load({a_ticket("aaaa1111")});
    ScanSeen seen = scan("aaaa1111");
    seen.answers = {{{5}, "many"}};
    EXPECT_FALSE(engine.answers_to_keep(seen).has_value());
    const Effects effects = engine.handle(seen);
    ASSERT_EQ(shown(effects).size(), 1U);
    EXPECT_EQ(shown(effects)[0].decision.reason, Reason::incomplete);
}

TEST_F(EngineListTest, answers_are_kept_when_the_scan_is_then_refused_but_not_of_a_dead_order) {
    rewire([](EngineSettings& s) { s.questions = {question(5, QuestionType::line)}; });
    load({a_ticket("aaaa1111").unpaid(), a_ticket("bbbb2222").canceled()});
    ScanSeen unpaid = scan("aaaa1111");
    unpaid.answers = {{{5}, "M"}};
    EXPECT_TRUE(engine.answers_to_keep(unpaid).has_value());
    ScanSeen canceled = scan("bbbb2222");
    canceled.answers = {{{5}, "M"}};
    EXPECT_FALSE(engine.answers_to_keep(canceled).has_value());
}

TEST_F(EngineListTest, answers_that_come_with_an_exit_are_not_kept) {
    rewire([](EngineSettings& s) { s.questions = {question(5, QuestionType::line)}; });
    load({a_ticket("aaaa1111")});
    ScanSeen seen = scan("aaaa1111");
    seen.answers = {{{5}, "M"}};
    EXPECT_TRUE(engine.answers_to_keep(seen).has_value());
    seen.direction = Direction::exit;
    EXPECT_FALSE(engine.answers_to_keep(seen).has_value());
}

TEST_F(EngineListTest, a_question_for_a_product_that_nobody_has_is_asked_of_nobody) {
    rewire([](EngineSettings& s) {
        s.questions = {question(5, QuestionType::line)};
        s.questions[0].products = {"Gala"};
    });
    load({a_ticket("aaaa1111")});
    EXPECT_EQ(outcome_of(scan("aaaa1111")).decision.reason, Reason::ok);
}

TEST_F(EngineListTest, a_new_answer_replaces_the_one_on_record) {
    rewire([](EngineSettings& s) {
        s.questions = {question(5, QuestionType::yes_no), question(6, QuestionType::line)};
        s.questions[1].question.depends_on = QuestionId{5};
        s.questions[1].question.dependency_values = {"True"};
    });
    load({a_ticket("aaaa1111")});
    static_cast<void>(engine.handle(AnswersKept{{1}, {{{5}, "True"}}}));
    static_cast<void>(engine.handle(AnswersKept{{1}, {{{5}, "False"}}}));
    EXPECT_EQ(outcome_of(scan("aaaa1111")).decision.reason, Reason::ok);
}

TEST_F(EngineListTest, staff_change_their_mind_while_the_refusal_is_still_shown) {
    rewire([](EngineSettings& s) { s.lists[0].list.include_pending = true; });
    load({a_ticket("aaaa1111").unpaid(), a_ticket("bbbb2222").unpaid()});
    EXPECT_EQ(outcome_of(scan("aaaa1111")).decision.reason, Reason::unpaid);
    ScanSeen forced = scan("aaaa1111", milliseconds(500));
    forced.force = true;
    EXPECT_EQ(outcome_of(forced).decision.reason, Reason::ok);
    EXPECT_EQ(outcome_of(scan("bbbb2222", milliseconds(1000))).decision.reason, Reason::unpaid);
    ScanSeen paid_here = scan("bbbb2222", milliseconds(1500));
    paid_here.ignore_unpaid = true;
    EXPECT_EQ(outcome_of(paid_here).decision.reason, Reason::ok);
}

TEST_F(EngineListTest, force_records_what_the_list_refuses_and_the_record_says_so) {
    load({a_ticket("aaaa1111").blocked()});
    ScanSeen seen = scan("aaaa1111");
    seen.force = true;
    const Effects effects = engine.handle(seen);
    ASSERT_EQ(appended(effects).size(), 1U);
    const auto record = std::get<ScanRecord>(appended(effects)[0].record);
    EXPECT_EQ(record.reason, Reason::ok);
    EXPECT_EQ(record.staff_choice, StaffChoice::force);
    const auto outcomes = shown(store());
    ASSERT_EQ(outcomes.size(), 1U);
    EXPECT_TRUE(outcomes[0].decision.forced);
}

TEST_F(EngineListTest, a_request_repeated_at_another_station_is_ok_and_records_nothing) {
    load({a_ticket("aaaa1111")});
    ScanSeen first = scan("aaaa1111");
    first.nonce = "n-1";
    outcome_of(first);
    const auto before = engine.last_seq();
    ScanSeen again = scan("aaaa1111", minutes(2), "door-out");
    again.direction = Direction::entry;
    again.nonce = "n-1";
    again.request = RequestId{4};
    const Effects effects = engine.handle(again);
    EXPECT_EQ(engine.last_seq(), before);
    EXPECT_TRUE(shown(effects).empty());
    ASSERT_EQ(replies(effects).size(), 1U);
    EXPECT_EQ(replies(effects)[0].outcome.verdict(), Verdict::go);
    EXPECT_TRUE(replies(effects)[0].outcome.replayed);
    EXPECT_TRUE(replies(effects)[0].outcome.recorded);
}

TEST_F(EngineListTest, a_repeated_request_waits_until_the_first_is_durable) {
    load({a_ticket("aaaa1111")});
    ScanSeen first = scan("aaaa1111");
    first.nonce = "n-1";
    static_cast<void>(engine.handle(first));
    ScanSeen again = scan("aaaa1111", minutes(2), "door-out");
    again.direction = Direction::entry;
    again.nonce = "n-1";
    again.request = RequestId{4};
    EXPECT_TRUE(engine.handle(again).empty());
    EXPECT_EQ(replies(store()).size(), 1U);
}

TEST_F(EngineListTest, an_encoding_mark_before_the_code_is_taken_off) {
    load({a_ticket("aaaa1111")});
    EXPECT_EQ(outcome_of(scan("\\000026aaaa1111")).decision.reason, Reason::ok);
}

}  // namespace
}  // namespace kiosk::core
