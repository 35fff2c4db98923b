// kiosk/pretix/order_json.hpp — an order of the shop's API with its tickets.
#pragma once

#include <boost/json/value.hpp>

#include "kiosk/base/result.hpp"
#include "kiosk/pretix/shop_objects.hpp"

namespace kiosk::pretix {

// Canceled tickets of a live order are not in it: the shop leaves them out. An error names the
// field.
[[nodiscard]] Result<Order> read_order(const boost::json::value& value);

}  // namespace kiosk::pretix
