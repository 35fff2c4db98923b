// kiosk/core/access/clock_doubt.cpp — the same facts at every time it may be.
#include "kiosk/core/access/clock_doubt.hpp"

#include <algorithm>
#include <vector>

namespace kiosk::core {
namespace {

bool speaks_of_time(const Expression& expression) {
    switch (expression.op) {
        case Operator::time:
        case Operator::is_before:
        case Operator::is_after:
        case Operator::entries_since:
        case Operator::entries_before:
        case Operator::entries_days_since:
        case Operator::entries_days_before: return true;
        default: break;
    }
    if (expression.op == Operator::variable) {
        switch (expression.variable) {
            case Variable::product:
            case Variable::variation:
            case Variable::gate:
            case Variable::entry_status:
            case Variable::entries_number: break;
            default: return true;
        }
    }
    return std::ranges::any_of(expression.operands, speaks_of_time);
}

// Long enough that no ticket lies beyond: a clock without a bound may say 1970 or 2106.
constexpr std::chrono::hours kAnyTime{24 * 365 * 200};

// The ends of what is possible, and both sides of each edge of the ticket's validity between them.
std::vector<FineTime> times_it_may_be(const Facts& facts, std::chrono::milliseconds bound) {
    if (bound >= kUnknownError) bound = kAnyTime;
    const FineTime first = facts.now - bound;
    const FineTime last = facts.now + bound;
    std::vector<FineTime> times{first, last};
    const auto add = [&](FineTime time) {
        if (first < time && time < last) times.push_back(time);
    };
    constexpr std::chrono::microseconds kBeside{1};
    if (facts.ticket.valid_from) {
        add(*facts.ticket.valid_from);
        add(*facts.ticket.valid_from - kBeside);
    }
    if (facts.ticket.valid_until) {
        add(*facts.ticket.valid_until);
        add(*facts.ticket.valid_until + kBeside);
    }
    return times;
}

bool is_about_time(const Decision& decision) {
    return decision.reason == Reason::invalid_time || decision.reason == Reason::rules;
}

}  // namespace

Decision decide_in_doubt(const Facts& facts, std::chrono::milliseconds error_bound) {
    Decision decision = decide_at_door(facts);
    if (error_bound.count() <= 0 || facts.direction == Direction::exit) return decision;

    const bool decisive = error_bound <= kClockDoubtMax;
    if (decisive && !is_about_time(decision)) return decision;
    const bool rule_in_play = decision.verdict() == Verdict::go ||
                              decision.reason == Reason::rules ||
                              decision.reason == Reason::invalid_time;
    const bool rule_in_doubt =
        !decisive && rule_in_play && facts.list.rules && speaks_of_time(facts.list.rules->root());
    if (rule_in_doubt) return Decision{.reason = Reason::clock_untrusted};

    for (const FineTime time : times_it_may_be(facts, error_bound)) {
        Facts then = facts;
        then.now = time;
        then.by_clock = facts.now;
        Decision other = decide_at_door(then);
        if (decisive && other.verdict() == Verdict::go) return other;
        if (!decisive && other.reason != decision.reason) {
            return Decision{.reason = Reason::clock_untrusted};
        }
    }
    return decision;
}

}  // namespace kiosk::core
