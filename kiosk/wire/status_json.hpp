// kiosk/wire/status_json.hpp — one call for a status line: node, list, storage, stations, readers.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/ports/station_port.hpp"
#include "kiosk/wire/audience.hpp"

namespace kiosk::wire {

// The lane is not told of the deny list.
[[nodiscard]] std::string print_status(const ports::StatusView& status, bool ready,
                                       Audience audience);

// One line each, as in the status: state, code, sentence and figures.
[[nodiscard]] std::string print_storage(const core::StorageHealth& health);
[[nodiscard]] std::string print_clock(const ports::ClockView& clock);

[[nodiscard]] std::string_view name_of(ClockState state);          // "holdover"
[[nodiscard]] std::string_view name_of(ports::ReaderState state);  // "ready", "absent", "failing"

}  // namespace kiosk::wire
