// kiosk/config/rule_source.hpp — where a list's custom rule comes from: the text, or a file.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/core/rules/rule.hpp"

namespace kiosk::config {

inline constexpr std::size_t kRuleFileMax = 1024UL * 1024;  // bytes

// From JSON logic to a checked rule; nothing for an empty one. Its errors name the path within the
// rule. Reading JSON is another layer's work.
using RuleReader = std::function<Result<std::shared_ptr<const core::Rule>>(std::string_view text)>;

// `written` is JSON where it begins with a brace, else a file's name, relative to `folder`. Errors
// name the file. Refuses comparisons that nothing can decide, and products with a number and no
// name. Blocks on the file system.
[[nodiscard]] Result<std::shared_ptr<const core::Rule>> load_rule(
    std::string_view written, const std::filesystem::path& folder, const RuleReader& reader);

}  // namespace kiosk::config
