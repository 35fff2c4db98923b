// kiosk/app/shop_list.hpp — from the mirror of a shop to what a station decides by.
//
// Runs on the shop's own thread.
// Tickets have the shop's numbers, so that a new code leaves a ticket its history.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/config/config.hpp"
#include "kiosk/core/engine/event.hpp"
#include "kiosk/core/roster.hpp"
#include "kiosk/core/ticket_code.hpp"
#include "kiosk/pretix/mirror.hpp"

namespace kiosk::app {

// What it takes to tell the shop of a ticket.
struct ShopTicket {
    std::string secret;
    std::int64_t item = 0;
    std::optional<std::int64_t> variation;
    std::optional<std::int64_t> subevent;
};

using ShopTickets = std::unordered_map<core::TicketId, ShopTicket>;

struct ShopList {
    std::uint64_t digest = 0;  // of all that stands on the attendee list
    std::vector<core::Product> products;
    core::CodeShape code_shape;
    core::RosterLinks links;
    ShopTickets tickets;
    core::ShopTold told;
    std::vector<std::string> warnings;
    std::uint64_t left_out = 0;  // tickets whose code is no good, or another's
};

// Errors: those of Mirror::event() and Mirror::visit_orders().
[[nodiscard]] Result<ShopList> read_shop_list(const pretix::Mirror& mirror,
                                              const config::Config& config,
                                              const pretix::ZoneLookup& zone,
                                              const core::CodeHasher& hasher);

// Who holds a ticket, as far as the order says: whoever has the main ticket holds an add-on that
// was sold without a name. Views into both.
[[nodiscard]] std::string_view holder_name(const pretix::Position& position,
                                           const pretix::Order& order);
[[nodiscard]] std::string_view holder_email(const pretix::Position& position);

}  // namespace kiosk::app
