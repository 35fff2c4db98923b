// kiosk/config/venue_settings.hpp — zones as they are written, with their names for people.
#pragma once

#include "kiosk/core/venue/venue.hpp"
#include "kiosk/ports/station_port.hpp"

namespace kiosk::config {

struct ZoneSettings {
    ports::LocalText name;
    core::Zone zone;
};

}  // namespace kiosk::config
