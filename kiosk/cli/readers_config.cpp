// kiosk/cli/readers_config.cpp — read as kioskd reads it.
#include "kiosk/cli/readers_config.hpp"

#include <string>
#include <utility>

#include "kiosk/config/config_toml.hpp"
#include "kiosk/locale/zone_offsets_from_tzdb.hpp"
#include "kiosk/pretix/rule_json.hpp"

namespace kiosk::cli {

std::optional<config::Config> readers_config(const std::filesystem::path& file,
                                             const Terminal& terminal) {
    auto loaded = config::load_config(
        file,
        [](std::string_view zone) {
            return locale::zone_offsets_from_tzdb(std::string(zone)).has_value();
        },
        pretix::read_rule_text);
    if (!loaded.config) {
        terminal.complain("who reads what is not known: " + config::to_text(loaded.problems));
    }
    return std::move(loaded.config);
}

}  // namespace kiosk::cli
