// tests/unit/config/reading.hpp — reads a configuration from text, with two known time zones.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/config/config_toml.hpp"

namespace kiosk::config {

// The shortest configuration that is right; 5 lines.
inline constexpr std::string_view kSmallest = R"([[list]]
id = "main"
[[station]]
id = "desk-1"
lists = ["main"]
)";

inline bool zone_known(std::string_view zone) {
    return zone == "UTC" || zone == "Africa/Accra";
}

inline LoadedConfig read(std::string_view text) {
    return read_config(text, "k.toml", zone_known);
}

// The smallest configuration with more behind it; the added text begins on line 6.
inline LoadedConfig read_with(std::string_view more) {
    return read(std::string(kSmallest) + std::string(more));
}

}  // namespace kiosk::config
