// kiosk/app/attendee_view.hpp — one person as the desk sees them: ticket, state, comings and
// goings.
#pragma once

#include "kiosk/core/engine/engine.hpp"
#include "kiosk/ports/station_port.hpp"

namespace kiosk::app {

// `index` must come from the engine's present roster.
[[nodiscard]] ports::AttendeeView view_attendee(const core::Engine& engine,
                                                core::TicketIndex index);

}  // namespace kiosk::app
