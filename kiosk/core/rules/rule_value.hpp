// kiosk/core/rules/rule_value.hpp — values of JSON logic and how the server compares them.
//
// The server evaluates rules in Python; its coercions are part of what a rule means. Comparing
// things that Python cannot compare is `undefined` here, where the server fails.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/core/rules/rule.hpp"

namespace kiosk::core {

struct Undefined {
    friend bool operator==(const Undefined&, const Undefined&) = default;
};

// Texts and lists are views into the rule.
using Value = std::variant<Undefined, std::monostate, bool, std::int64_t, double, std::string_view,
                           FineTime, const Expression*>;

enum class Truth : std::uint8_t { no, yes, undefined };

[[nodiscard]] Truth truth_of(bool value);
[[nodiscard]] Truth negated(Truth truth);

// Empty, zero and null are no; undefined stays undefined.
[[nodiscard]] Truth truth_of(const Value& value);

// With a text on either side both are compared as text ("2" equals 2, not 2.0); with a yes/no on
// either side both as yes/no.
[[nodiscard]] Truth equal(const Value& a, const Value& b);

// With a number on either side both are compared as numbers; null, and a text that is no number,
// are less than nothing.
[[nodiscard]] Truth less(const Value& a, const Value& b);

// Python's own equality, used inside lists: no text is equal to a number.
[[nodiscard]] bool same(const Value& a, const Value& b);

[[nodiscard]] Value value_of(const Literal& literal);

// The number that a tolerance stands for: none for null and empty text.
[[nodiscard]] std::optional<double> number_of(const Value& value);

}  // namespace kiosk::core
