// kiosk/pretix/shop_words.cpp — letters and names.
#include "kiosk/pretix/shop_words.hpp"

namespace kiosk::pretix {

std::optional<core::OrderState> order_state_from(std::string_view letter) {
    if (letter == "p") return core::OrderState::paid;
    if (letter == "n") return core::OrderState::pending;
    if (letter == "e") return core::OrderState::expired;
    if (letter == "c") return core::OrderState::canceled;
    return std::nullopt;
}

std::optional<core::Direction> direction_from(std::string_view name) {
    if (name == "entry") return core::Direction::entry;
    if (name == "exit") return core::Direction::exit;
    return std::nullopt;
}

}  // namespace kiosk::pretix
