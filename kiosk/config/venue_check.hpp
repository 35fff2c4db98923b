// kiosk/config/venue_check.hpp — the venue's own rules, told in file, line and nearest names.
//
// Private to this folder.
#pragma once

#include <vector>

#include "kiosk/config/config_check.hpp"

namespace kiosk::config {

[[nodiscard]] std::vector<Problem> check_venue(const Config& config, const Places& places);

}  // namespace kiosk::config
