// kiosk/api/fleet_hooks.hpp — what the fleet's screen asks of this computer beside the station.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"

namespace kiosk::api {

// Main thread. An empty one: this computer cannot.
struct FleetHooks {
    std::function<std::optional<double>()> temperature;  // of the hottest part, in °C
    // Keeps one rehearsal, a line of JSON; the oldest of many goes.
    std::function<Result<>(std::string)> keep_rehearsal;
    std::function<std::vector<std::string>()> rehearsals;  // the newest first
};

}  // namespace kiosk::api
