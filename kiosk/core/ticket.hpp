// kiosk/core/ticket.hpp — what was sold, as far as a decision needs it.
//
// Facts only; no name, no e-mail. Words follow pretix (its developer documentation, "Orders").
#pragma once

#include <compare>
#include <cstdint>
#include <optional>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/core/ids.hpp"

namespace kiosk::core {

enum class OrderState : std::uint8_t { paid, pending, expired, canceled };

struct TicketFacts {
    TicketId id;
    ProductId product;
    std::optional<VariationId> variation;
    std::optional<SubeventId> subevent;
    OrderState order_state = OrderState::paid;
    bool require_approval = false;  // order waits for the organiser's yes
    bool valid_if_pending = false;  // organiser lets this order in before it is paid
    bool canceled = false;          // this position, within a live order
    bool blocked = false;
    std::optional<FineTime> valid_from;
    std::optional<FineTime> valid_until;

    friend auto operator<=>(const TicketFacts&, const TicketFacts&) = default;
};

}  // namespace kiosk::core
