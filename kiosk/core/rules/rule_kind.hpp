// kiosk/core/rules/rule_kind.hpp — what is certain about a part of a rule before any ticket is
// seen.
#pragma once

#include <cstdint>

#include "kiosk/base/result.hpp"
#include "kiosk/core/rules/rule.hpp"

namespace kiosk::core {

// `id`: the number of a product, variation or gate, or null. `condition`: yes or no.
enum class Kind : std::uint8_t { condition, number, text, time, list, null, id };

[[nodiscard]] Kind kind_of(const Expression& expression);

// Errc::invalid_input with the path of the first comparison that no ticket and no hour can change,
// because its sides are of kinds that never compare: entries with "abc", a time with a number. It
// would refuse everybody, or nobody. Rule::make() takes such rules, as the server does: they may
// stand in its cases.
[[nodiscard]] Result<> check_comparisons(const Rule& rule);

}  // namespace kiosk::core
