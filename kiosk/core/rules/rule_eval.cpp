// kiosk/core/rules/rule_eval.cpp — one function an operator.
#include "kiosk/core/rules/rule_eval.hpp"

#include <array>
#include <cmath>

#include "kiosk/base/check.hpp"

namespace kiosk::core {
namespace {

constexpr double kToleranceMaxMinutes = 1e9;  // 1900 years; keeps the sum within range

Value from(Truth truth) {
    if (truth == Truth::undefined) return Undefined{};
    return truth == Truth::yes;
}

template <class Id>
Value number_or_null(const std::optional<Id>& id) {
    if (!id) return std::monostate{};
    return id->value;
}

// The server counts minutes as a fraction without decimals and says -1, whole, for none.
Value minutes_value(const std::optional<std::int64_t>& minutes) {
    if (!minutes) return std::int64_t{-1};
    return static_cast<double>(*minutes);
}

Value variable_value(Variable variable, const RuleFacts& facts) {
    switch (variable) {
        case Variable::product: return facts.product.value;
        case Variable::variation: return number_or_null(facts.variation);
        case Variable::gate: return number_or_null(facts.gate);
        case Variable::now: return facts.now;
        case Variable::now_isoweekday:
            return static_cast<std::int64_t>(facts.zone.iso_weekday_of(facts.now));
        case Variable::entry_status:
            return std::string_view(is_present(facts.history) ? "present" : "absent");
        case Variable::entries_number: return entries_in(facts, {});
        case Variable::entries_today: return entries_in(facts, today(facts));
        case Variable::entries_days: return entry_days_in(facts, {});
        case Variable::minutes_since_last_entry:
            return minutes_value(minutes_since_last_entry(facts));
        case Variable::minutes_since_first_entry:
            return minutes_value(minutes_since_first_entry(facts));
    }
    KIOSK_UNREACHABLE();
}

// The first operand that is `wanted` decides, else the last; one that fails spoils all of it,
// wherever it stands.
Value first_that_is(Truth wanted, const Expression& e, const RuleFacts& facts) {
    Value result = wanted == Truth::no;
    bool decided = false;
    for (const auto& operand : e.operands) {
        const Value value = evaluate(operand, facts);
        const Truth truth = truth_of(value);
        if (truth == Truth::undefined) return Undefined{};
        if (decided) continue;
        result = value;
        decided = truth == wanted;
    }
    return result;
}

// As Python's `or`: where the first fails the second is not asked.
Truth either(Truth a, Truth b) {
    return a == Truth::no ? b : a;
}

// The server reads a <= b as "less or equal" of two different comparisons: with a text on one side
// the first compares numbers and the second texts.
Truth in_order(const Value& a, const Value& b, bool or_equal) {
    return or_equal ? either(less(a, b), equal(a, b)) : less(a, b);
}

Truth ordered(const Expression& e, const RuleFacts& facts, bool or_equal) {
    constexpr std::size_t kOperandsMax = 3;  // Rule::make() saw to it
    std::array<Value, kOperandsMax> values;
    const std::size_t count = e.operands.size();
    for (std::size_t i = 0; i < count; ++i) {
        values.at(i) = evaluate(e.operands[i], facts);
        if (truth_of(values.at(i)) == Truth::undefined) return Truth::undefined;
    }
    for (std::size_t i = 0; i + 1 < count; ++i) {
        const Truth step = in_order(values.at(i), values.at(i + 1), or_equal);
        if (step != Truth::yes) return step;
    }
    return Truth::yes;
}

Truth compare(const Expression& e, const RuleFacts& facts) {
    const Value a = evaluate(e.operands[0], facts);
    const Value b = evaluate(e.operands[1], facts);
    if (e.op == Operator::equal) return equal(a, b);
    if (e.op == Operator::not_equal) return negated(equal(a, b));
    if (e.op == Operator::greater) return less(b, a);
    return either(less(b, a), equal(a, b));
}

Truth in_list(const Expression& e, const RuleFacts& facts) {
    const Value wanted = evaluate(e.operands[0], facts);
    const Value where = evaluate(e.operands[1], facts);
    if (truth_of(wanted) == Truth::undefined) return Truth::undefined;
    if (const auto* text = std::get_if<std::string_view>(&where)) {
        const auto* part = std::get_if<std::string_view>(&wanted);
        if (part == nullptr) return Truth::undefined;
        return truth_of(text->find(*part) != std::string_view::npos);
    }
    bool found = false;
    for (const auto& item : e.operands[1].operands) {
        const Value value = evaluate(item, facts);
        if (truth_of(value) == Truth::undefined) return Truth::undefined;
        found = found || same(wanted, value);
    }
    return truth_of(found);
}

bool is_now(const Expression& e) {
    return e.op == Operator::variable && e.variable == Variable::now;
}

bool is_time_of_day(const Expression& e) {
    return e.op == Operator::time && e.time.source == TimeSource::custom_time_of_day;
}

// The server adds a tolerance to a time of day on the wall clock, as it is written, also where the
// clock skips it: 02:30 and an hour are 03:30. Where the sum occurs twice its first reading is
// meant (PEP 495). To every other time a tolerance adds elapsed minutes.
FineTime later_by(const Expression& e, FineTime at, std::chrono::microseconds tolerance,
                  const RuleFacts& facts) {
    if (!is_time_of_day(e)) return at + tolerance;
    const LocalTime midnight(facts.zone.day_of(facts.now));
    return facts.zone.to_utc(midnight + e.time.time_of_day + tolerance, Fold::first);
}

struct Tolerance {
    bool is_given = false;  // null, 0 and "" are none
    std::optional<std::chrono::microseconds> length;
};

Tolerance tolerance_of(const Expression& comparison, const RuleFacts& facts) {
    if (comparison.operands.size() < 3) return {};
    const Value value = evaluate(comparison.operands[2], facts);
    if (truth_of(value) == Truth::no) return {};
    const auto minutes = number_of(value);
    if (!minutes || std::abs(*minutes) > kToleranceMaxMinutes) return {.is_given = true};
    return {.is_given = true, .length = std::chrono::microseconds(std::llrint(*minutes * 60e6))};
}

// "a is before b" holds when a < b + tolerance, "a is after b" when b < a + tolerance.
const Expression& earlier_in(const Expression& e) {
    return e.operands[e.op == Operator::is_before ? 0 : 1];
}
const Expression& later_in(const Expression& e) {
    return e.operands[e.op == Operator::is_before ? 1 : 0];
}

Truth against_limit(const Expression& e, const RuleFacts& facts) {
    const Expression& earlier = earlier_in(e);
    const Expression& later = later_in(e);
    const auto a = instant_of(earlier, facts);
    auto b = instant_of(later, facts);
    const Tolerance tolerance = tolerance_of(e, facts);
    if (!a || !b || (tolerance.is_given && !tolerance.length)) return Truth::undefined;
    // Two times of one wall clock are compared on it, also where it skips an hour.
    if (is_time_of_day(earlier) && is_time_of_day(later)) {
        const auto more = tolerance.length.value_or(std::chrono::microseconds(0));
        return truth_of(earlier.time.time_of_day < later.time.time_of_day + more);
    }
    if (tolerance.is_given) b = later_by(later, *b, *tolerance.length, facts);
    return truth_of(*a < *b);
}

Value entries_value(const Expression& e, const RuleFacts& facts) {
    const auto period = period_of(e, facts);
    if (!period) return Undefined{};
    const bool days = e.op == Operator::entries_days_since || e.op == Operator::entries_days_before;
    return days ? entry_days_in(facts, *period) : entries_in(facts, *period);
}

std::optional<FineTime> built_time(const BuiltTime& time, const RuleFacts& facts) {
    switch (time.source) {
        case TimeSource::custom: return time.at;
        case TimeSource::custom_time_of_day:
            return facts.zone.at_time_of_day(facts.now, time.time_of_day);
        case TimeSource::date_from: return facts.times.from;
        case TimeSource::date_to: return facts.times.to ? facts.times.to : facts.times.from;
        case TimeSource::date_admission:
            return facts.times.admission ? facts.times.admission : facts.times.from;
    }
    KIOSK_UNREACHABLE();
}

}  // namespace

std::optional<FineTime> instant_of(const Expression& e, const RuleFacts& facts) {
    if (e.op == Operator::time) return built_time(e.time, facts);
    if (is_now(e)) return facts.now;
    return std::nullopt;
}

std::optional<Period> period_of(const Expression& e, const RuleFacts& facts) {
    if (e.op == Operator::variable) {
        return e.variable == Variable::entries_today ? today(facts) : Period{};
    }
    RuleFacts then = facts;
    then.now = facts.history_now();
    const auto at = instant_of(e.operands[0], then);
    if (!at) return std::nullopt;
    const bool since = e.op == Operator::entries_since || e.op == Operator::entries_days_since;
    return since ? Period{.since = at, .before = std::nullopt}
                 : Period{.since = std::nullopt, .before = at};
}

std::size_t failing_pair(const Expression& e, const RuleFacts& facts) {
    const bool or_equal = e.op == Operator::less_or_equal;
    if (e.operands.size() < 3 || (e.op != Operator::less && !or_equal)) return 0;
    const Value first = evaluate(e.operands[0], facts);
    const Value second = evaluate(e.operands[1], facts);
    return in_order(first, second, or_equal) == Truth::yes ? 1 : 0;
}

std::optional<Limit> limit_of(const Expression& e, const RuleFacts& facts) {
    const bool is_end = is_now(earlier_in(e));
    if (!is_end && !is_now(later_in(e))) return std::nullopt;
    const Expression& other = is_end ? later_in(e) : earlier_in(e);
    const auto at = instant_of(other, facts);
    const Tolerance tolerance = tolerance_of(e, facts);
    if (!at || (tolerance.is_given && !tolerance.length)) return std::nullopt;
    if (!tolerance.is_given) return Limit{.at = *at, .is_end = is_end};
    if (is_end)
        return Limit{.at = later_by(other, *at, *tolerance.length, facts), .is_end = is_end};
    return Limit{.at = *at - *tolerance.length, .is_end = is_end};
}

Value evaluate(const Expression& e, const RuleFacts& facts) {
    switch (e.op) {
        case Operator::literal: return value_of(e.literal);
        case Operator::variable: return variable_value(e.variable, facts);
        case Operator::list: return &e;
        case Operator::time: {
            const auto at = instant_of(e, facts);
            return at ? Value(*at) : Value(Undefined{});
        }
        case Operator::all: return first_that_is(Truth::no, e, facts);
        case Operator::any: return first_that_is(Truth::yes, e, facts);
        case Operator::less: return from(ordered(e, facts, /*or_equal=*/false));
        case Operator::less_or_equal: return from(ordered(e, facts, /*or_equal=*/true));
        case Operator::equal:
        case Operator::not_equal:
        case Operator::greater:
        case Operator::greater_or_equal: return from(compare(e, facts));
        case Operator::in_list: return from(in_list(e, facts));
        case Operator::is_before:
        case Operator::is_after: return from(against_limit(e, facts));
        case Operator::entries_since:
        case Operator::entries_before:
        case Operator::entries_days_since:
        case Operator::entries_days_before: return entries_value(e, facts);
    }
    KIOSK_UNREACHABLE();
}

Truth holds(const Rule& rule, const RuleFacts& facts) {
    return truth_of(evaluate(rule.root(), facts));
}

}  // namespace kiosk::core
