// kiosk/api/api_context.hpp — what every handler may use.
#pragma once

#include <memory>
#include <string>

#include "kiosk/ports/clock.hpp"
#include "kiosk/ports/doorkeeper.hpp"
#include "kiosk/ports/station_port.hpp"
#include "kiosk/wire/wording.hpp"

namespace kiosk::api {

// Station, clock and doorkeeper outlive every handler and every answer that is still to come.
struct ApiContext {
    ports::StationPort& station;
    const ports::Clock& clock;
    ports::Doorkeeper& doorkeeper;
    wire::TimeText time_text;
    std::string boot;  // names this run of the daemon
};

using SharedContext = std::shared_ptr<const ApiContext>;

}  // namespace kiosk::api
