// kiosk/config/venue_check.hpp — the venue's own rules, told in file, line and nearest names.
//
// Private to this folder.
#pragma once

#include <vector>

#include "kiosk/config/config_check.hpp"

namespace kiosk::config {

[[nodiscard]] std::vector<Problem> check_venue(const Config& config, const Places& places);

// True where the station's zone, or one around it, is a security zone. Zones may be wrong still.
[[nodiscard]] bool leads_into_security(const Config& config, const StationSettings& station);

}  // namespace kiosk::config
