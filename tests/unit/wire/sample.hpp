// tests/unit/wire/sample.hpp — a station and outcomes to print.
#pragma once

#include <chrono>
#include <string>

#include "kiosk/core/engine/outcome.hpp"
#include "kiosk/ports/station_port.hpp"
#include "kiosk/wire/wording.hpp"

namespace kiosk::wire {

using namespace std::chrono_literals;

// 2027-03-10T09:42:07.113Z
inline constexpr UtcTime kNow =
    UtcTime{std::chrono::sys_days{std::chrono::year{2027} / 3 / 10}} + 9h + 42min + 7s + 113ms;

inline ports::StatusView a_status() {
    ports::StatusView status;
    status.node = "box";
    status.event_name = "Conference";
    status.timezone = "Africa/Accra";
    status.now = kNow;
    status.roster_loaded = true;
    status.tickets = 3;
    status.roster_imported_at = kNow - 41s;
    ports::StationView desk;
    desk.id = "desk-1";
    desk.name = {{"en", "Desk 1"}, {"fr", "Accueil 1"}};
    desk.list = "main";
    desk.send_to = {{"en", "Help desk, hall B"}, {"fr", "Guichet, hall B"}};
    ports::StationView gate;
    gate.id = "gate-n";
    gate.name = {{"en", "North gate"}, {"fr", "Portail nord"}};
    status.stations = {desk, gate};
    return status;
}

// Prints hours and minutes of UTC, and the date.
inline TimeText utc_text() {
    const auto two = [](auto number) {
        const std::string digits = std::to_string(number);
        return digits.size() < 2 ? "0" + digits : digits;
    };
    return {
        [two](UtcTime time) {
            const std::chrono::hh_mm_ss clock{time - std::chrono::floor<std::chrono::days>(time)};
            return two(clock.hours().count()) + ":" + two(clock.minutes().count());
        },
        [](UtcTime time) {
            const auto day = std::chrono::floor<std::chrono::days>(time);
            return std::chrono::local_days(day.time_since_epoch());
        }};
}

inline core::Outcome an_outcome(core::Reason reason) {
    core::Outcome outcome;
    outcome.id.bytes = {0x01, 0x92, 0xf0, 0xc3, 0x8a, 0x3b, 0x7c, 0x11,
                        0x9d, 0x2e, 0x5a, 0x60, 0xc1, 0xf0, 0xe4, 0xb7};
    outcome.seq = 48213;
    outcome.station = "desk-1";
    outcome.list = "main";
    outcome.decision.reason = reason;
    outcome.at.utc = kNow;
    outcome.recorded = true;
    outcome.roster_version = 7;
    core::HolderCard card;
    card.ticket = core::TicketId{0x1234};
    card.name = "Ọlá Adébáyọ̀";
    card.product = "Conference";
    card.order = "K7M9P";
    outcome.holder = card;
    return outcome;
}

}  // namespace kiosk::wire
