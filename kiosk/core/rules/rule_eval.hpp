// kiosk/core/rules/rule_eval.hpp — total evaluation of a checked rule: it always has an answer.
//
// Bounded by the rule's size times the ticket's check-ins. Where the server would fail (comparing
// null with null), the answer is Truth::undefined, of the whole rule: the server evaluates every
// part of it first. Undefined does not admit.
#pragma once

#include <optional>

#include "kiosk/core/rules/history_facts.hpp"
#include "kiosk/core/rules/rule.hpp"
#include "kiosk/core/rules/rule_facts.hpp"
#include "kiosk/core/rules/rule_value.hpp"

namespace kiosk::core {

[[nodiscard]] Truth holds(const Rule& rule, const RuleFacts& facts);

// The value of any part of a rule; `all` and `any` give the operand that decided, as JSON logic
// does.
[[nodiscard]] Value evaluate(const Expression& expression, const RuleFacts& facts);

// The instant that a buildTime or `now` means; nothing when the event's dates are not known.
[[nodiscard]] std::optional<FineTime> instant_of(const Expression& expression,
                                                 const RuleFacts& facts);

// What a comparison of times asks of now: to be before `at` if `is_end`, else to be after it.
struct Limit {
    FineTime at;  // tolerance applied
    bool is_end = false;
};

// Nothing where is_before or is_after does not name now, or cannot be judged.
[[nodiscard]] std::optional<Limit> limit_of(const Expression& comparison, const RuleFacts& facts);

// The entries that a count of entries or of days looks at; nothing where its time is not known.
[[nodiscard]] std::optional<Period> period_of(const Expression& count, const RuleFacts& facts);

// Of `a < b < c` the first pair that does not hold, by its left operand: 0 or 1. 0 for every other
// comparison.
[[nodiscard]] std::size_t failing_pair(const Expression& comparison, const RuleFacts& facts);

}  // namespace kiosk::core
