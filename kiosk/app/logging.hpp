// kiosk/app/logging.hpp — the log: one line a thing, on standard error, without personal data.
//
// No name, no code, no token is ever logged: a scan is logged by its place in the journal.
#pragma once

#include <string_view>

#include "kiosk/core/engine/outcome.hpp"
#include "kiosk/core/storage_health.hpp"
#include "kiosk/ports/scan_sink.hpp"
#include "kiosk/ports/station_views.hpp"
#include "kiosk/ports/venue_views.hpp"

namespace kiosk::app {

// With journald behind standard error, lines carry its priorities and no time of their own.
void start_logging(std::string_view level);

void log_outcome(const core::Outcome& outcome);
void log_health(const core::StorageHealth& health);
void log_clock(const ports::ClockView& clock);
void log_reader(const ports::ReaderReport& report);
void log_alert(const ports::AlertView& alert);

}  // namespace kiosk::app
