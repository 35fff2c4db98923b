// kiosk/config/config_check.hpp — rules between settings: each may be right alone and wrong
// together.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/config/config.hpp"
#include "kiosk/config/problem.hpp"

namespace kiosk::config {

// Where each setting was written, by its path: "station[1].lists", "node.timezone".
using Places = std::map<std::string, Place, std::less<>>;

// Answers whether the IANA time zone database of this machine has the zone.
using TimezoneKnown = std::function<bool(std::string_view)>;

// Says what contradicts what. A setting without a place (a default) is reported at the first line
// of `places[""]`, the main file.
[[nodiscard]] std::vector<Problem> check_config(const Config& config, const Places& places,
                                                const TimezoneKnown& timezone_known);

}  // namespace kiosk::config
