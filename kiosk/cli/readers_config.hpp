// kiosk/cli/readers_config.hpp — the configuration, for what it says about readers.
#pragma once

#include <filesystem>
#include <optional>

#include "kiosk/cli/terminal.hpp"
#include "kiosk/config/config.hpp"

namespace kiosk::cli {

// Says why where it cannot be used; a file that is not there or not readable included.
[[nodiscard]] std::optional<config::Config> readers_config(const std::filesystem::path& file,
                                                           const Terminal& terminal);

}  // namespace kiosk::cli
