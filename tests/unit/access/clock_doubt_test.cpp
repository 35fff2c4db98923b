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
        const Facts facts{.list = list, .ticket = ticket, .direction = direction, .now = now};
        return decide_in_doubt(facts, bound).reason;
    }

    // isAfter(now, date) as the list's rule.
    void add_rule_of_time() {
        Expression now{.op = Operator::variable, .variable = Variable::now};
        Expression date{.op = Operator::time};
        date.time = {.source = TimeSource::custom, .at = kNine};
        Expression rule{.op = Operator::is_after};
        rule.operands = {now, date};
        auto made = Rule::make(std::move(rule));
        ASSERT_TRUE(made.has_value()) << made.error().context;
        list.rules = std::make_shared<const Rule>(*std::move(made));
    }

    CheckInList list{.id = "main"};
    TicketFacts ticket;
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

}  // namespace
}  // namespace kiosk::core
