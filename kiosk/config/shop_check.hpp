// kiosk/config/shop_check.hpp — what must hold where the attendee list comes from a ticket shop.
//
// Private to this folder.
#pragma once

#include <vector>

#include "kiosk/config/config_check.hpp"

namespace kiosk::config {

inline constexpr std::size_t kEventSlugMax = 50;  // bytes; the shop's own limit

// The event has a name that may stand in an address; lists of the shop are named once each, and
// only where there is a shop.
[[nodiscard]] std::vector<Problem> check_shop(const Config& config, const Places& places);

}  // namespace kiosk::config
