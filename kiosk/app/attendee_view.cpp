// kiosk/app/attendee_view.cpp — joins the roster's facts with the engine's history.
#include "kiosk/app/attendee_view.hpp"

#include <algorithm>

#include "kiosk/base/check.hpp"

namespace kiosk::app {
namespace {

std::string order_state_of(const core::TicketFacts& ticket) {
    if (ticket.blocked) return "blocked";
    if (ticket.canceled) return "canceled";
    switch (ticket.order_state) {
        case core::OrderState::paid: return "paid";
        case core::OrderState::pending: return "pending";
        case core::OrderState::expired: return "expired";
        case core::OrderState::canceled: return "canceled";
    }
    KIOSK_UNREACHABLE();
}

std::string status_of(const core::Attendance& attendance) {
    if (attendance.inside) return "inside";
    return attendance.entries > 0 ? "left" : "not_arrived";
}

}  // namespace

ports::AttendeeView view_attendee(const core::Engine& engine, core::TicketIndex index) {
    const core::Roster& roster = *engine.roster();
    const core::TicketFacts ticket = roster.facts(index);
    const core::Attendance attendance = engine.tally().of(ticket.id);
    ports::AttendeeView view;
    view.card = core::card_of(roster, index);
    view.email = roster.holder(index).email;
    view.order_state = order_state_of(ticket);
    view.status = status_of(attendance);
    if (attendance.entries > 0) view.first_entry = attendance.first_entry;
    for (const auto& past : engine.history().of(ticket.id)) {
        auto& last = past.direction == core::Direction::entry ? view.last_entry : view.last_exit;
        const auto at = std::chrono::floor<std::chrono::milliseconds>(past.at);
        last = last ? std::max(*last, at) : at;
    }
    if (const core::WalkIn* made = engine.walk_ins().find(ticket.id)) {
        view.walk_in = ports::WalkInView{.code = made->texts.code,
                                         .paid_by = made->record.paid_by,
                                         .at = made->record.at.utc,
                                         .station = made->record.station,
                                         .by = made->record.by,
                                         .language = made->texts.language};
    }
    view.entries = attendance.entries;
    view.exits = attendance.exits;
    return view;
}

}  // namespace kiosk::app
