// tests/unit/rules/rule_builders.hpp — rules written in C++, readable in a test.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/core/rules/rule.hpp"
#include "kiosk/core/rules/rule_facts.hpp"

namespace kiosk::core {

inline FineTime at(std::string_view text) {
    return parse_iso_time(text).value();
}

inline Expression number(std::int64_t value) {
    return {.literal = value};
}
inline Expression text(std::string value) {
    return {.literal = std::move(value)};
}
inline Expression yes() {
    return {.literal = true};
}
inline Expression no() {
    return {.literal = false};
}
inline Expression var(Variable variable) {
    return {.op = Operator::variable, .variable = variable};
}

inline Expression call(Operator op, std::vector<Expression> operands) {
    return {.op = op, .operands = std::move(operands)};
}

inline Expression date_from() {
    return {.op = Operator::time, .time = {.source = TimeSource::date_from}};
}

inline Expression time_of_day(std::chrono::minutes time) {
    return {.op = Operator::time,
            .time = {.source = TimeSource::custom_time_of_day, .time_of_day = time}};
}

// The name and number of a product, variation or gate.
inline Expression named(std::int64_t id, std::string name) {
    return {.literal = id, .label = std::move(name)};
}

inline Rule rule(Expression root) {
    return Rule::make(std::move(root)).value();
}

// A ticket of product 1 at 09:00 UTC, Tuesday 24 September 2024, no history.
struct Scene {
    ZoneOffsets zone;
    EventTimes times;
    std::vector<PastCheckIn> history;
    FineTime now = at("2024-09-24T09:00:00Z");

    [[nodiscard]] RuleFacts facts() const {
        return {.product = {1},
                .variation = {},
                .gate = {},
                .now = now,
                .zone = zone,
                .times = times,
                .history = history};
    }

    void entered(std::string_view when, std::string_view station = {}) {
        history.push_back({.direction = Direction::entry, .at = at(when), .station = station});
    }
    void left(std::string_view when) {
        history.push_back({.direction = Direction::exit, .at = at(when)});
    }
};

}  // namespace kiosk::core
