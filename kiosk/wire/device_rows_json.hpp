// kiosk/wire/device_rows_json.hpp — the computer, its stations and readers as rows of the fleet.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "kiosk/ports/station_views.hpp"

namespace kiosk::wire {

// Whatever needs somebody comes first.
[[nodiscard]] std::vector<boost::json::object> device_rows(const ports::StatusView& status,
                                                           bool ready,
                                                           std::optional<double> temperature);

// What may be asked of a device by this id ("station:gate-in"), and what not, with why:
// {"identify": null, "pause": "…"}. Nothing for a device that is not there.
[[nodiscard]] std::optional<boost::json::object> device_actions(const ports::StatusView& status,
                                                                std::string_view device);

}  // namespace kiosk::wire
