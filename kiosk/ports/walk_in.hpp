// kiosk/ports/walk_in.hpp — asking for a ticket at the desk, and what became of it.
#pragma once

#include <optional>
#include <string>

#include "kiosk/base/time.hpp"
#include "kiosk/core/ids.hpp"
#include "kiosk/core/walk_in.hpp"

namespace kiosk::ports {

struct WalkInRequest {
    std::string station;      // id of the desk; empty: none
    core::WalkInTexts texts;  // without a code; each within its limit in core/walk_in.hpp
    std::string product;      // one of StatusView::walk_in_products
    core::PaidBy paid_by = core::PaidBy::cash;
    std::string by;  // operator; at most core::kOperatorMax bytes
    std::optional<core::NameProof> proof{};
    std::string nonce;  // same nonce, same ticket
};

// Of an attendee who got a ticket at the desk.
struct WalkInView {
    std::string code;  // empty where the texts were forgotten
    core::PaidBy paid_by = core::PaidBy::cash;
    UtcTime at{};
    std::string station;
    std::string by;
    std::string language;
};

struct WalkInAnswer {
    core::TicketId ticket;
    std::string code;
    bool replayed = false;  // made by an earlier request with this nonce
};

}  // namespace kiosk::ports
