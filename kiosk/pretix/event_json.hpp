// kiosk/pretix/event_json.hpp — one object of the shop's API after the other.
//
// Objects may hold more fields than we read: the shop adds some with every version. An error names
// the field.
#pragma once

#include <boost/json/value.hpp>

#include "kiosk/base/result.hpp"
#include "kiosk/pretix/shop_objects.hpp"

namespace kiosk::pretix {

// What the event says of itself; its dates, products, lists, questions and secrets stay.
[[nodiscard]] Result<> read_event(const boost::json::value& value, const ZoneLookup& zone,
                                  ShopEvent& event);

// Add to the event; nothing where they fail.
[[nodiscard]] Result<> read_date(const boost::json::value& value, ShopEvent& event);
[[nodiscard]] Result<> read_item(const boost::json::value& value, ShopEvent& event);
[[nodiscard]] Result<> read_list(const boost::json::value& value, ShopEvent& event);
[[nodiscard]] Result<> read_question(const boost::json::value& value, ShopEvent& event);

[[nodiscard]] Result<Medium> read_medium(const boost::json::value& value);

}  // namespace kiosk::pretix
