// kiosk/wire/import_json.hpp — what became of an attendee list that was sent in.
#pragma once

#include <string>

#include "kiosk/ports/station_port.hpp"

namespace kiosk::wire {

[[nodiscard]] std::string print_import_answer(const ports::ImportAnswer& answer);

}  // namespace kiosk::wire
