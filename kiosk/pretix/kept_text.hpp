// kiosk/pretix/kept_text.hpp — an order as a station keeps it: what a door needs and no more.
//
// No address, no telephone number, no price, no seat, no answers' texts of questions nobody asks
// again. What is left is read like the shop's own rows.
#pragma once

#include <string>

#include <boost/json/value.hpp>

namespace kiosk::pretix {

// One line of JSON. Fields that are missing stay missing; anything but an object gives "{}".
[[nodiscard]] std::string kept_order(const boost::json::value& order);

}  // namespace kiosk::pretix
