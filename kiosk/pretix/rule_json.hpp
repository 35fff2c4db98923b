// kiosk/pretix/rule_json.hpp — a check-in list's custom rule from JSON logic to a checked tree.
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

namespace kiosk::pretix {

// Nesting of JSON text that holds rules: each level of a rule is an object and a list.
inline constexpr std::size_t kRuleJsonDepthMax = 2 * core::kRuleDepthMax + 16;

// The rule of a list in a case file; nothing for what Python takes for no: {}, null and []. An
// empty and/or at the top is no rule either: the shop is thought to store it as {}, which no
// recording confirms. Of a key that stands twice the parser has kept the last one, as Python does.
[[nodiscard]] Result<std::shared_ptr<const core::Rule>> read_rule(const boost::json::value& json);

// The rule of a rules file. Only {} and an empty and/or stand for no rule: `null` and `[]` are what
// a failed export leaves behind, and would admit everybody. Refuses a key that stands twice.
[[nodiscard]] Result<std::shared_ptr<const core::Rule>> read_rule_text(std::string_view text);

// Any part of a rule, without the checks of Rule::make(). `path` starts each error.
[[nodiscard]] Result<core::Expression> read_expression(const boost::json::value& json,
                                                       const std::string& path);

}  // namespace kiosk::pretix
