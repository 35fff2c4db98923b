// kiosk/wire/summary_json.hpp — the organiser's first numbers: expected, arrived, inside, refused.
#pragma once

#include <string>

#include "kiosk/ports/station_port.hpp"

namespace kiosk::wire {

[[nodiscard]] std::string print_summary(const ports::SummaryView& summary);

}  // namespace kiosk::wire
