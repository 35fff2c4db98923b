// kiosk/core/access/access_policy.hpp — decide(): the ordered checks, from cancelled to admit.
//
// The first check that objects wins. The order is pretix's offline order, so that a gate without
// a network says what the ticket shop says. Looking up the code comes before (engine); venue
// rules come after. Pure: the same facts always gets the same answer.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "kiosk/core/check_in_list.hpp"
#include "kiosk/core/decision.hpp"
#include "kiosk/core/scan.hpp"
#include "kiosk/core/ticket.hpp"

namespace kiosk::core {

// A successful check-in on the list at hand.
struct PastCheckIn {
    Direction direction = Direction::entry;
    UtcTime at;
    std::string_view station;  // id of the station that recorded it
};

struct Facts {
    const CheckInList& list;
    const TicketFacts& ticket;
    std::span<const PastCheckIn> history;  // of this ticket on this list, in order of recording
    Direction direction = Direction::entry;
    UtcTime now;
    bool ignore_unpaid = false;  // staff let a pending order in, where the list allows it
};

// One check: nothing to object, or the refusal.
struct Check {
    std::string_view name;
    std::optional<Decision> (*objection)(const Facts&);
};

// The checks in their order.
[[nodiscard]] std::span<const Check> list_checks();

// What the list says, as pretix would: the first objection, else ok.
[[nodiscard]] Decision decide_by_list(const Facts& facts);

// What the door does: as the list says for entries. An exit is never refused: people must be able
// to leave; the list's objection comes back in Decision::list_objection for the staff.
[[nodiscard]] Decision decide_at_door(const Facts& facts);

}  // namespace kiosk::core
