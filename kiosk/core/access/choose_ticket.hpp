// kiosk/core/access/choose_ticket.hpp — several tickets answer to one code: which one is meant?
//
// A main ticket's code stands for its add-ons where the list says so, and a medium may carry
// several tickets. As on the server: what the list covers, then what is valid now; if that leaves
// more than one, nobody guesses.
#pragma once

#include <cstddef>
#include <span>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/core/check_in_list.hpp"
#include "kiosk/core/ticket.hpp"

namespace kiosk::core {

struct Choice {
    std::size_t position = 0;  // of the ticket to judge, or to name in the refusal
    bool ambiguous = false;    // several fit; not even force may choose
};

// `candidates` must not be empty. Where none is valid now, the choice is the one that becomes
// valid next, else the one that was valid last; where the list covers none, the first.
[[nodiscard]] Choice choose_ticket(std::span<const TicketFacts> candidates, const CheckInList& list,
                                   FineTime now);

// True when the list covers the ticket's product and date.
[[nodiscard]] bool covers(const CheckInList& list, const TicketFacts& ticket);

}  // namespace kiosk::core
