// kiosk/cases/world_objects.hpp — one object of the shop's API after the other.
#pragma once

#include "kiosk/cases/world.hpp"

namespace kiosk::cases {

[[nodiscard]] Result<> read_shop_event(const boost::json::value& value, const CaseOptions& options,
                                       ShopEvent& event);
[[nodiscard]] Result<> read_date(const boost::json::value& value, ShopEvent& event);
[[nodiscard]] Result<> read_item(const boost::json::value& value, ShopEvent& event);
[[nodiscard]] Result<> read_list(const boost::json::value& value, ShopEvent& event);
[[nodiscard]] Result<> read_question(const boost::json::value& value, ShopEvent& event);

// Adds the order's tickets to the event loaded last.
[[nodiscard]] Result<> read_order(const boost::json::value& value, World& world);

[[nodiscard]] Result<> read_medium(const boost::json::value& value, World& world);

}  // namespace kiosk::cases
