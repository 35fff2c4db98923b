// tests/unit/core/judgement_test.cpp — a decision made again, check by check.
#include "kiosk/core/engine/judgement.hpp"

#include <algorithm>

#include "tests/unit/core/engine_fixture.hpp"
#include "tests/unit/rules/rule_builders.hpp"

namespace kiosk::core {
namespace {

using std::chrono::minutes;
using testing::a_ticket;

class JudgementTest : public EngineTest {
  protected:
    ScanRecord recorded(const ScanSeen& seen) {
        const auto made = appended(engine.handle(seen));
        store();
        return std::get<ScanRecord>(made.at(0).record);
    }

    static CheckResult result_of(const Judgement& judgement, std::string_view name) {
        for (const auto& step : judgement.steps) {
            if (step.name == name) return step.result;
        }
        ADD_FAILURE() << "no check " << name;
        return CheckResult::not_asked;
    }

    static std::string fact(const Judgement& judgement, std::string_view name) {
        for (const auto& [key, value] : judgement.facts) {
            if (key == name) return value;
        }
        return "";
    }
};

TEST_F(JudgementTest, the_first_check_that_objects_ends_the_asking) {
    load({a_ticket("aaaa1111").unpaid()});
    const ScanRecord record = recorded(scan("aaaa1111"));
    const Judgement judgement = engine.judge_again(record);
    EXPECT_EQ(judgement.decision.reason, Reason::unpaid);
    EXPECT_EQ(result_of(judgement, "product is on the list"), CheckResult::passed);
    EXPECT_EQ(result_of(judgement, "order is paid"), CheckResult::objected);
    EXPECT_EQ(result_of(judgement, "ticket is not used up"), CheckResult::not_asked);
    EXPECT_EQ(fact(judgement, "order"), "pending");
}

TEST_F(JudgementTest, what_staff_chose_to_overlook_counts_again) {
    EngineSettings s = settings();
    s.lists[0].list.include_pending = true;
    engine.~Engine();
    new (&engine) Engine(std::move(s), hasher);
    load({a_ticket("aaaa1111").unpaid()});
    ScanSeen seen = scan("aaaa1111");
    seen.ignore_unpaid = true;
    const ScanRecord record = recorded(seen);
    engine.~Engine();
    EngineSettings again = settings();
    again.lists[0].list.include_pending = true;
    new (&engine) Engine(std::move(again), hasher);
    engine.use(testing::roster_of({a_ticket("aaaa1111").unpaid()}));
    EXPECT_EQ(engine.judge_again(record).decision.reason, Reason::ok);
    EXPECT_EQ(fact(engine.judge_again(record), "unpaid ignored"), "yes");
}

TEST_F(JudgementTest, earlier_check_ins_are_told_with_time_and_place) {
    load({a_ticket("aaaa1111")});
    recorded(scan("aaaa1111"));
    const Judgement judgement = engine.judge_again(recorded(scan("aaaa1111", minutes(5))));
    EXPECT_EQ(judgement.decision.reason, Reason::already_redeemed);
    EXPECT_EQ(fact(judgement, "check-ins before"), "entry 2027-03-10 09:00 at desk-1");
}

TEST_F(JudgementTest, force_asks_on_after_an_objection) {
    load({a_ticket("aaaa1111").blocked()});
    ScanSeen seen = scan("aaaa1111");
    seen.force = true;
    const Judgement judgement = engine.judge_again(recorded(seen));
    EXPECT_EQ(result_of(judgement, "ticket is not blocked"), CheckResult::objected);
    EXPECT_EQ(result_of(judgement, "order is paid"), CheckResult::passed);
    EXPECT_EQ(fact(judgement, "forced"), "yes");
}

TEST_F(JudgementTest, a_ticket_is_told_whole_but_without_its_holder) {
    load({a_ticket("aaaa1111")
              .named("Zoë N’Diaye")
              .valid(testing::kNine, testing::kNine + minutes(9))});
    const Judgement judgement = engine.judge_again(recorded(scan("aaaa1111", minutes(1))));
    EXPECT_EQ(fact(judgement, "valid from"), "2027-03-10 09:00");
    EXPECT_EQ(fact(judgement, "valid until"), "2027-03-10 09:09");
    EXPECT_EQ(fact(judgement, "product"), "1");
    for (const auto& [name, value] : judgement.facts) {
        EXPECT_EQ(value.find("Zoë"), std::string::npos) << name;
        EXPECT_EQ(value.find("aaaa1111"), std::string::npos) << name;
    }
}

TEST(FactsText, every_state_of_a_ticket_has_its_word) {
    const CheckInList list{.id = "main"};
    const std::pair<OrderState, const char*> states[] = {{OrderState::paid, "paid"},
                                                         {OrderState::pending, "pending"},
                                                         {OrderState::expired, "expired"},
                                                         {OrderState::canceled, "canceled"}};
    for (const auto& [state, word] : states) {
        TicketFacts ticket;
        ticket.order_state = state;
        const auto facts = facts_text({.list = list, .ticket = ticket});
        EXPECT_NE(std::ranges::find(facts, std::pair{std::string_view("order"), std::string(word)}),
                  facts.end())
            << word;
    }
}

TEST(FactsText, what_a_ticket_has_beyond_the_usual_is_told) {
    const CheckInList list{.id = "main"};
    TicketFacts ticket;
    ticket.variation = VariationId{3};
    ticket.subevent = SubeventId{12};
    ticket.canceled = ticket.blocked = true;
    const PastCheckIn left{.direction = Direction::exit, .at = testing::kNine};
    const auto facts = facts_text({.list = list,
                                   .ticket = ticket,
                                   .history = std::span(&left, 1),
                                   .direction = Direction::exit});
    const auto told = [&](std::string_view name, std::string value) {
        return std::ranges::find(facts, std::pair{name, std::move(value)}) != facts.end();
    };
    EXPECT_TRUE(told("variation", "3"));
    EXPECT_TRUE(told("date", "12"));
    EXPECT_TRUE(told("ticket", "canceled"));
    EXPECT_TRUE(told("ticket", "blocked"));
    EXPECT_TRUE(told("direction", "exit"));
    EXPECT_TRUE(told("check-ins before", "exit 2027-03-10 09:00"));
}

TEST_F(JudgementTest, nothing_can_be_judged_without_a_list) {
    ScanRecord record;
    record.station = "desk-1";
    EXPECT_EQ(engine.judge_again(record).decision.reason, Reason::error);
}

}  // namespace
}  // namespace kiosk::core
