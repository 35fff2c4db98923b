// kiosk/pretix/shop_words.hpp — the shop's one-word values in our enumerations.
#pragma once

#include <optional>
#include <string_view>

#include "kiosk/core/scan.hpp"
#include "kiosk/core/ticket.hpp"

namespace kiosk::pretix {

[[nodiscard]] std::optional<core::OrderState> order_state_from(std::string_view letter);
[[nodiscard]] std::optional<core::Direction> direction_from(std::string_view name);

}  // namespace kiosk::pretix
