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

    // What a check says that it looked at.
    static std::string told(const Judgement& judgement, std::string_view check,
                            std::string_view name) {
        const auto step = std::ranges::find(judgement.steps, check, &CheckStep::name);
        if (step == judgement.steps.end()) return "no check of this name";
        for (const auto& [key, value] : step->facts) {
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
    EXPECT_EQ(told(judgement, "order is paid", "order"), "pending");
    EXPECT_EQ(told(judgement, "order is paid", "list takes pending orders"), "no");
    EXPECT_EQ(told(judgement, "ticket is not used up", "check-ins before"), "") << "not asked";
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
    EXPECT_EQ(told(engine.judge_again(record), "order is paid", "unpaid ignored"), "yes");
}

TEST_F(JudgementTest, earlier_check_ins_are_told_with_time_and_place) {
    load({a_ticket("aaaa1111")});
    recorded(scan("aaaa1111"));
    const Judgement judgement = engine.judge_again(recorded(scan("aaaa1111", minutes(5))));
    EXPECT_EQ(judgement.decision.reason, Reason::already_redeemed);
    EXPECT_EQ(told(judgement, "ticket is not used up", "check-ins before"),
              "entry 2027-03-10 09:00 at desk-1");
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
    EXPECT_EQ(told(judgement, "ticket is valid now", "valid from"), "2027-03-10 09:00");
    EXPECT_EQ(told(judgement, "ticket is valid now", "valid until"), "2027-03-10 09:09");
    EXPECT_EQ(told(judgement, "product is on the list", "product"), "Conference (1)");
    EXPECT_EQ(fact(judgement, "product"), "Conference (1)");
    CheckFacts all;
    for (const auto& [name, value] : judgement.facts) all.emplace_back(name, value);
    for (const auto& step : judgement.steps) {
        all.insert(all.end(), step.facts.begin(), step.facts.end());
    }
    for (const auto& [name, value] : all) {
        EXPECT_EQ(value.find("Zoë"), std::string::npos) << name;
        EXPECT_EQ(value.find("aaaa1111"), std::string::npos) << name;
    }
}

// The facts of one check, asked by itself.
CheckFacts facts_of(std::string_view check, const Facts& facts) {
    const auto steps = steps_of(facts);
    const auto step = std::ranges::find(steps, check, &CheckStep::name);
    return step == steps.end() ? CheckFacts() : step->facts;
}

bool tells(const CheckFacts& facts, std::string name, std::string value) {
    const std::pair wanted{std::move(name), std::move(value)};
    return std::ranges::find(facts, wanted) != facts.end();
}

TEST(CheckFacts, every_state_of_an_order_has_its_word) {
    const CheckInList list{.id = "main"};
    const std::pair<OrderState, const char*> states[] = {{OrderState::paid, "paid"},
                                                         {OrderState::pending, "pending"},
                                                         {OrderState::expired, "expired"},
                                                         {OrderState::canceled, "canceled"}};
    for (const auto& [state, word] : states) {
        TicketFacts ticket;
        ticket.order_state = state;
        EXPECT_TRUE(
            tells(facts_of("order is alive", {.list = list, .ticket = ticket}), "order", word));
    }
}

TEST(CheckFacts, name_the_date_and_the_products_that_the_list_wants) {
    const CheckInList list{.id = "main",
                           .all_products = false,
                           .limit_products = {ProductId{7}},
                           .subevent = SubeventId{3}};
    TicketFacts ticket;
    ticket.product = ProductId{7};
    ticket.subevent = SubeventId{12};
    const std::string names[] = {"Day pass", "Full pass"};
    const Facts facts{
        .list = list, .ticket = ticket, .names = {.product = "Day pass", .list_products = names}};
    const auto product = facts_of("product is on the list", facts);
    EXPECT_TRUE(tells(product, "product", "Day pass (7)"));
    EXPECT_TRUE(tells(product, "products of the list", "Day pass, Full pass"));
    const auto date = facts_of("date is the list's", facts);
    EXPECT_TRUE(tells(date, "date of the ticket", "12"));
    EXPECT_TRUE(tells(date, "date of the list", "3"));
}

TEST(CheckFacts, of_an_exit_say_that_it_was_not_looked_at) {
    const CheckInList list{.id = "main"};
    const TicketFacts ticket;
    const auto facts = facts_of("ticket is not used up",
                                {.list = list, .ticket = ticket, .direction = Direction::exit});
    EXPECT_TRUE(tells(facts, "direction", "exit: not looked at"));
}

TEST_F(JudgementTest, nothing_can_be_judged_without_a_list) {
    ScanRecord record;
    record.station = "desk-1";
    EXPECT_EQ(engine.judge_again(record).decision.reason, Reason::error);
}

}  // namespace
}  // namespace kiosk::core
