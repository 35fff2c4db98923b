// kiosk/cases/rule_json.hpp — a check-in list's custom rule from JSON logic to a checked tree.
//
// Refuses at load, with the path of the offending node, what could not be judged at the gate:
// "rules/and/2/isAfter: tolerance is text".
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <boost/json/value.hpp>

#include "kiosk/base/result.hpp"
#include "kiosk/core/rules/rule.hpp"

namespace kiosk::cases {

// Nesting of JSON text that holds rules: each level of a rule is an object and a list.
inline constexpr std::size_t kRuleJsonDepthMax = 2 * core::kRuleDepthMax + 16;

// The rule of a list; nothing for {} and null, and for an empty and/or at the top, which the ticket
// shop stores as {}.
[[nodiscard]] Result<std::shared_ptr<const core::Rule>> read_rule(const boost::json::value& json);

// The same from JSON text.
[[nodiscard]] Result<std::shared_ptr<const core::Rule>> read_rule_text(std::string_view text);

// Any part of a rule, without the checks of Rule::make(). `path` starts each error.
[[nodiscard]] Result<core::Expression> read_expression(const boost::json::value& json,
                                                       const std::string& path);

}  // namespace kiosk::cases
