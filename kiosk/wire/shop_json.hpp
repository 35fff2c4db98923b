// kiosk/wire/shop_json.hpp — how the station stands with its ticket shop, as JSON.
#pragma once

#include <string>

#include <boost/json/object.hpp>

#include "kiosk/ports/shop_view.hpp"

namespace kiosk::wire {

// All of it.
[[nodiscard]] std::string print_shop(const ports::ShopView& shop);

// What a screen needs, within the status.
[[nodiscard]] boost::json::object shop_object(const ports::ShopView& shop);

}  // namespace kiosk::wire
