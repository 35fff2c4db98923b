// kiosk/base/phone_code.hpp — codes of which everybody knows that they are no ticket.
//
// Guests hold up what is on their phones, and posters hang beside doors: such a code is misread,
// never an unknown ticket, also where no list says what the event's tickets look like.
#pragma once

#include <string_view>

namespace kiosk {

// Whether phones would offer to open the code: a contact card, a network's password, a payment, an
// address. `code` is clean (core/ticket_code.hpp), so of an address with a ticket in it only that
// is left.
[[nodiscard]] bool is_phone_code(std::string_view code);

}  // namespace kiosk
