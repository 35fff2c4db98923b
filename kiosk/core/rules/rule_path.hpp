// kiosk/core/rules/rule_path.hpp — of all ways to satisfy a rule, the one that lacks the least.
//
// A way is one choice at every `any`; it costs its worst unmet condition. Conditions that a holder
// can change (coming later, leaving first) cost less than those nobody can (the product). The
// weights are the ticket shop's; its own search over the disjunctive normal form may explode, this
// one visits each condition once.
#pragma once

#include <optional>
#include <vector>

#include "kiosk/core/rules/rule.hpp"
#include "kiosk/core/rules/rule_facts.hpp"

namespace kiosk::core {

// A comparison with the variable, or the count of entries, on its left; of three operands the pair
// that does not hold.
struct Condition {
    const Expression* subject = nullptr;  // variable or entries_…; null when there is none
    Operator op = Operator::equal;
    const Expression* other = nullptr;
};

[[nodiscard]] Condition condition_of(const Expression& comparison, const RuleFacts& facts);

// The unmet conditions of the cheapest way, in the rule's order; views into the rule. Empty when
// the rule holds.
[[nodiscard]] std::vector<const Expression*> closest_path(const Rule& rule, const RuleFacts& facts);

}  // namespace kiosk::core
