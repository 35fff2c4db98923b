// kiosk/config/config_toml.hpp — reads kioskd.toml and its drop-ins, and reports every problem.
//
// Strict: an unknown key is an error that names the nearest known one. Nothing is guessed and
// nothing is printed. Blocks on the file system; never throws.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/config/config.hpp"
#include "kiosk/config/config_check.hpp"
#include "kiosk/config/problem.hpp"
#include "kiosk/config/rule_source.hpp"

namespace kiosk::config {

inline constexpr std::size_t kConfigBytesMax = 1024UL * 1024;  // of one file
inline constexpr std::size_t kDropInsMax = 100;                // files in conf.d

struct LoadedConfig {
    std::optional<Config> config;   // only where no problem is an error
    std::vector<Problem> problems;  // in order of file, line and column
};

// Reads `file`, then `conf.d/*.toml` beside it in name order: a later key replaces an earlier one,
// [[list]], [[station]], [[question]], [[scanner]] and [[camera]] add up. Then checks the whole.
// Without a reader custom rules are left unread: for those who do not decide.
[[nodiscard]] LoadedConfig load_config(const std::filesystem::path& file,
                                       const TimezoneKnown& timezone_known,
                                       const RuleReader& rule_reader = {});

// The same for text in memory, without drop-ins; `file` names it in problems and is the base of
// relative names.
[[nodiscard]] LoadedConfig read_config(std::string_view text, const std::filesystem::path& file,
                                       const TimezoneKnown& timezone_known,
                                       const RuleReader& rule_reader = {});

}  // namespace kiosk::config
