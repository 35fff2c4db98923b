// kiosk/core/venue/venue_policy.hpp — decide_at_access_point(): what the venue says after the list.
//
// The first check that objects wins. Only entries are checked: no rule of a venue ever keeps
// anybody from leaving, in an emergency or out of one. Pure: the same facts, the same answer.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string_view>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/core/decision.hpp"
#include "kiosk/core/scan.hpp"
#include "kiosk/core/telling.hpp"
#include "kiosk/core/venue/presence.hpp"
#include "kiosk/core/venue/supervisor.hpp"
#include "kiosk/core/venue/venue.hpp"

namespace kiosk::core {

struct VenueFacts {
    const Venue& venue;
    const Presence& presence;
    ZoneNumber zone;  // behind the station
    Direction direction = Direction::entry;
    Person person;
    std::string_view product{};  // names on the list; empty for codes that are on none
    std::string_view variation{};
    FineTime now{};
    std::chrono::milliseconds doubt{0};  // how far `now` may be off
    const ZoneOffsets& local;
    const Override* let_in = nullptr;  // a supervisor stands by it
    bool forced = false;  // one person would set aside what the list says: not in a security zone
};

// One check: nothing to object, or the refusal; and what it looked at.
struct VenueCheck {
    std::string_view name;
    std::optional<Decision> (*objection)(const VenueFacts&, const Telling&);
};

// The checks in their order.
[[nodiscard]] std::span<const VenueCheck> venue_checks();

// What happens at the door, given what the list says there. A denied holder is stopped whatever
// the list says; else the list's refusal stands before the venue's. An exit always goes: only
// whether the zone knew of the entry is added, and what the deny list would have said.
[[nodiscard]] Decision decide_at_access_point(const VenueFacts& facts, Decision by_list);

// True when the security lead must hear of this scan, in or out, and nobody else.
[[nodiscard]] bool raises_silent_alert(const VenueFacts& facts);

}  // namespace kiosk::core
