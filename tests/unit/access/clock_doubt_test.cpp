// tests/unit/access/clock_doubt_test.cpp — nobody is refused because the clock is wrong.
#include "kiosk/core/access/clock_doubt.hpp"

#include <gtest/gtest.h>

namespace kiosk::core {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr UtcTime kNine{std::chrono::sys_days{std::chrono::year{2027} / 3 / 10} + 9h};
constexpr UtcTime kFive = kNine + 8h;

class ClockDoubtTest : public ::testing::Test {
  protected:
    ClockDoubtTest() {
        ticket.product = ProductId{1};
        ticket.valid_from = kNine;
        ticket.valid_until = kFive;
    }

    Reason at(UtcTime now, milliseconds bound, Direction direction = Direction::entry) const {
        const Facts facts{
            .list = list, .ticket = ticket, .history = past, .direction = direction, .now = now};
        return decide_in_doubt(facts, bound).reason;
    }

    void add_rule(Expression rule) {
        auto made = Rule::make(std::move(rule));
        ASSERT_TRUE(made.has_value()) << made.error().context;
        list.rules = std::make_shared<const Rule>(*std::move(made));
    }

    // isAfter(now, date) as the list's rule.
    void add_rule_of_time() {
        Expression rule{.op = Operator::is_after};
        rule.operands = {variable(Variable::now), nine()};
        add_rule(std::move(rule));
    }

    static Expression variable(Variable of) { return {.op = Operator::variable, .variable = of}; }

    static Expression nine() {
        Expression date{.op = Operator::time};
        date.time = {.source = TimeSource::custom, .at = kNine};
        return date;
    }

    // Deep within a rule: or(left == 1, left == 1).
    static Expression a_rule_about(const Expression& left) {
        Expression equal{.op = Operator::equal};
        equal.operands = {left, {.literal = std::int64_t{1}}};
        Expression any{.op = Operator::any};
        any.operands = {equal, equal};
        return any;
    }

    // What a clock that cannot be trusted at all makes of such a rule.
    Reason without_a_clock(const Expression& left) {
        ticket.valid_from.reset();
        ticket.valid_until.reset();
        add_rule(a_rule_about(left));
        return at(kNine, kUnknownError);
    }

    CheckInList list{.id = "main"};
    TicketFacts ticket;
    std::vector<PastCheckIn> past;
};

TEST_F(ClockDoubtTest, an_exact_clock_is_exact) {
    EXPECT_EQ(at(kNine - 1ms, 0ms), Reason::invalid_time);
    EXPECT_EQ(at(kNine, 0ms), Reason::ok);
}

TEST_F(ClockDoubtTest, a_small_doubt_is_the_guests) {
    EXPECT_EQ(at(kNine - 60s, 60s), Reason::ok);
    EXPECT_EQ(at(kNine - 60s - 1ms, 60s), Reason::invalid_time);
    EXPECT_EQ(at(kFive + 60s, 60s), Reason::ok);
    EXPECT_EQ(at(kFive + 60s + 1ms, 60s), Reason::invalid_time);
}

TEST_F(ClockDoubtTest, a_window_within_the_doubt_is_not_missed) {
    ticket.valid_until = kNine + 1s;
    EXPECT_EQ(at(kNine + 4min, 5min), Reason::ok);
}

TEST_F(ClockDoubtTest, a_large_doubt_is_left_to_the_staff) {
    EXPECT_EQ(at(kNine - 1h, kClockDoubtMax + 1ms), Reason::invalid_time) << "it cannot be nine";
    EXPECT_EQ(at(kNine + 1min, kClockDoubtMax + 1ms), Reason::clock_untrusted);
    EXPECT_EQ(at(kNine - 1min, kClockDoubtMax), Reason::ok) << "the limit itself is small";
    EXPECT_EQ(at(kNine - 1h, kUnknownError), Reason::clock_untrusted);
    EXPECT_EQ(at(kNine + 1h, kUnknownError), Reason::clock_untrusted);
}

TEST_F(ClockDoubtTest, a_clock_without_a_bound_expires_nobody_wherever_it_stands) {
    for (const UtcTime now :
         {UtcTime(), kNine - std::chrono::days(365), kNine - std::chrono::days(1),
          kFive + std::chrono::days(1), kFive + std::chrono::days(365),
          UtcTime(milliseconds(2'147'483'648'000)), UtcTime(milliseconds(4'294'967'296'000))}) {
        EXPECT_EQ(at(now, kUnknownError), Reason::clock_untrusted)
            << now.time_since_epoch().count();
    }
}

TEST_F(ClockDoubtTest, tickets_without_times_do_not_need_a_clock) {
    ticket.valid_from.reset();
    ticket.valid_until.reset();
    EXPECT_EQ(at(kNine, kUnknownError), Reason::ok);
}

TEST_F(ClockDoubtTest, what_is_refused_at_any_time_stays_refused) {
    ticket.order_state = OrderState::canceled;
    EXPECT_EQ(at(kNine, kUnknownError), Reason::canceled);
    EXPECT_EQ(at(kNine, 60s), Reason::canceled);
}

// The entry and the clock are off by the same: what lies between them is certain.
TEST_F(ClockDoubtTest, a_doubt_makes_nobody_new_who_has_come_a_moment_ago) {
    ticket.valid_from.reset();
    ticket.valid_until.reset();
    past = {{.direction = Direction::entry, .at = kNine}};
    list.allow_multiple_entries = true;
    Expression first_only{.op = Operator::less};
    first_only.operands = {variable(Variable::minutes_since_first_entry),
                           {.literal = std::int64_t{0}}};
    add_rule(std::move(first_only));
    EXPECT_EQ(at(kNine + 3s, 60s), Reason::rules);
    EXPECT_EQ(at(kNine + 33s, kClockDoubtMax), Reason::rules);
}

TEST_F(ClockDoubtTest, an_entry_of_today_is_not_yesterdays_a_moment_before_midnight) {
    ticket.valid_from.reset();
    ticket.valid_until.reset();
    const UtcTime midnight = kNine + 15h;
    past = {{.direction = Direction::entry, .at = midnight - 30s}};
    list.allow_multiple_entries = true;
    Expression once_a_day{.op = Operator::less};
    once_a_day.operands = {variable(Variable::entries_today), {.literal = std::int64_t{1}}};
    add_rule(once_a_day);
    EXPECT_EQ(at(midnight - 20s, 60s), Reason::rules);
    Expression today{.op = Operator::time};
    today.time = {.source = TimeSource::custom_time_of_day};
    Expression since{.op = Operator::entries_since};
    since.operands = {today};
    once_a_day.operands.front() = since;
    add_rule(once_a_day);
    EXPECT_EQ(at(midnight - 20s, 60s), Reason::rules);
    EXPECT_EQ(at(midnight + 1s, 60s), Reason::ok_reentry);
}

TEST_F(ClockDoubtTest, exits_need_no_clock) {
    EXPECT_EQ(at(kNine - 1h, kUnknownError, Direction::exit), Reason::ok_exit_unmatched);
}

TEST_F(ClockDoubtTest, a_rule_of_time_is_left_to_the_staff_too) {
    ticket.valid_from.reset();
    ticket.valid_until.reset();
    add_rule_of_time();
    EXPECT_EQ(at(kNine + 1h, kUnknownError), Reason::clock_untrusted);
    EXPECT_EQ(at(kNine - 1h, kUnknownError), Reason::clock_untrusted);
    EXPECT_EQ(at(kNine - 1s, 60s), Reason::ok);
    EXPECT_EQ(at(kNine - 1h, 60s), Reason::rules);
    ticket.blocked = true;
    EXPECT_EQ(at(kNine + 1h, kUnknownError), Reason::blocked);
}

TEST_F(ClockDoubtTest, days_hours_and_minutes_in_a_rule_are_left_to_the_staff) {
    for (const Variable of :
         {Variable::now_isoweekday, Variable::entries_today, Variable::entries_days,
          Variable::minutes_since_last_entry, Variable::minutes_since_first_entry}) {
        EXPECT_EQ(without_a_clock(variable(of)), Reason::clock_untrusted)
            << "variable " << static_cast<int>(of);
    }
    for (const Operator op : {Operator::entries_since, Operator::entries_before,
                              Operator::entries_days_since, Operator::entries_days_before}) {
        Expression count{.op = op};
        count.operands = {nine()};
        EXPECT_EQ(without_a_clock(count), Reason::clock_untrusted)
            << "operator " << static_cast<int>(op);
    }
}

TEST_F(ClockDoubtTest, a_rule_that_needs_no_clock_is_judged_without_one) {
    EXPECT_EQ(without_a_clock(variable(Variable::product)), Reason::ok);
    for (const Variable of :
         {Variable::variation, Variable::gate, Variable::entry_status, Variable::entries_number}) {
        EXPECT_EQ(without_a_clock(variable(of)), Reason::rules)
            << "variable " << static_cast<int>(of);
    }
}

}  // namespace
}  // namespace kiosk::core
