// kiosk/wire/attendee_json.hpp — people on the list, as search results and one by one.
#pragma once

#include <string>

#include "kiosk/ports/station_port.hpp"

namespace kiosk::wire {

[[nodiscard]] std::string print_attendee(const ports::AttendeeView& attendee);

// {"items": [...], "next_cursor": "..." or null}
[[nodiscard]] std::string print_attendee_page(const ports::AttendeePage& page);

}  // namespace kiosk::wire
