// kiosk/wire/zone_json.hpp — zones as every answer prints them. For kiosk/wire only.
#pragma once

#include <vector>

#include <boost/json/fwd.hpp>

#include "kiosk/ports/venue_views.hpp"

namespace kiosk::wire {

// [{"id", "name", "parent", "capacity", "inside", "unmatched_exits", "two_persons"}]
[[nodiscard]] boost::json::array zones_array(const std::vector<ports::ZoneView>& zones);

}  // namespace kiosk::wire
