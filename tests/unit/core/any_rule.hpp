// tests/unit/core/any_rule.hpp — custom rules by dice.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "kiosk/core/rules/rule.hpp"
#include "tests/builders/core_builders.hpp"
#include "tests/builders/dice.hpp"

namespace kiosk::core {

// Until 12:00 on the first day; once a day; not for half an hour after an entry, or only a product;
// all of them or any.
inline std::shared_ptr<const Rule> any_rule(Dice& dice) {
    const auto var = [](Variable variable) {
        return Expression{.op = Operator::variable, .variable = variable};
    };
    const auto call = [](Operator op, std::vector<Expression> operands) {
        return Expression{.op = op, .operands = std::move(operands)};
    };
    const auto number = [](std::int64_t value) { return Expression{.literal = value}; };
    Expression noon{.op = Operator::time};
    noon.time.source = TimeSource::custom;
    noon.time.at = testing::kNine + std::chrono::hours(3);
    const std::array parts{
        call(Operator::is_before, {var(Variable::now), noon}),
        call(Operator::less, {var(Variable::entries_today), number(1 + dice.below(2))}),
        call(Operator::greater, {var(Variable::minutes_since_last_entry), number(30)}),
        call(Operator::equal, {var(Variable::minutes_since_last_entry), number(-1)}),
        call(Operator::in_list,
             {var(Variable::product), call(Operator::list, {number(1 + dice.below(2))})})};
    Expression rule{.op = dice.one_in(2) ? Operator::all : Operator::any};
    for (int i = 1 + dice.below(3); i > 0; --i) {
        rule.operands.push_back(parts.at(static_cast<std::size_t>(dice.below(5))));
    }
    return std::make_shared<const Rule>(Rule::make(std::move(rule)).value());
}

}  // namespace kiosk::core
