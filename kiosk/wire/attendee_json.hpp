// kiosk/wire/attendee_json.hpp — people on the list, as search results and one by one.
#pragma once

#include <string>
#include <vector>

#include <boost/json/fwd.hpp>

#include "kiosk/ports/station_port.hpp"

namespace kiosk::wire {

// One row of a page; `walk_in` is null for whoever is on the list alone.
[[nodiscard]] boost::json::object attendee_object(const ports::AttendeeView& attendee);

// With "notes": [{"at", "operator", "text"}] and "order_siblings": [{"id", "display_name",
// "product", "status"}], the other tickets of the order.
[[nodiscard]] std::string print_attendee_card(const ports::AttendeeView& attendee,
                                              const std::vector<ports::AttendeeView>& order);

[[nodiscard]] std::string print_note(const ports::NoteView& note);

// {"items": [...], "next_cursor": "..." or null}
[[nodiscard]] std::string print_attendee_page(const ports::AttendeePage& page);

}  // namespace kiosk::wire
