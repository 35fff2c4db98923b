// kiosk/app/product_counts.hpp — the numbers by product, kept up to date ticket by ticket.
//
// Looking through every ticket for each question took 70 ms at 100,000 of them, on the thread that
// doors wait for. Main thread.
#pragma once

#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

#include "kiosk/app/summary.hpp"
#include "kiosk/core/engine/engine.hpp"
#include "kiosk/ports/station_views.hpp"

namespace kiosk::app {

class ProductCounts {
  public:
    // Another list: every ticket that was scanned is looked up in it, once.
    void begin(const core::Engine& engine);

    // The same list, perhaps with products of walk-ins that it lacks.
    void learn_products(const core::Engine& engine);

    // The engine's tally of this ticket may have changed.
    void update(const core::Engine& engine, core::TicketId ticket);

    // One row each product of the list, in the order of their numbers.
    [[nodiscard]] std::vector<ports::SummaryRow> rows(const Expected& expected) const;

  private:
    // What a ticket adds to the row of its product.
    struct Share {
        core::ProductId product;
        std::uint32_t entries = 0;
        std::uint32_t exits = 0;
        std::uint32_t refused = 0;
        bool inside = false;
    };

    void take_out(const Share& share);
    void put_in(const Share& share);

    std::map<core::ProductId, ports::SummaryRow> rows_;
    std::unordered_map<core::TicketId, Share> shares_;  // of scanned tickets on the list
};

}  // namespace kiosk::app
