// kiosk/app/product_counts.cpp — a ticket's old share out, its new one in.
#include "kiosk/app/product_counts.hpp"

namespace kiosk::app {

void ProductCounts::begin(const core::Engine& engine) {
    rows_.clear();
    shares_.clear();
    if (!engine.roster()) return;
    learn_products(engine);
    for (const auto& [ticket, attendance] : engine.tally().tickets()) update(engine, ticket);
}

void ProductCounts::learn_products(const core::Engine& engine) {
    for (const auto& product : engine.roster()->products()) rows_[product.id].key = product.name;
}

void ProductCounts::update(const core::Engine& engine, core::TicketId ticket) {
    const auto& roster = engine.roster();
    const auto attendance = engine.tally().tickets().find(ticket);
    if (!roster || attendance == engine.tally().tickets().end()) return;
    auto share = shares_.find(ticket);
    if (share != shares_.end()) {
        take_out(share->second);
    } else {
        const auto index = roster->find(ticket);
        if (!index) return;
        share = shares_.try_emplace(ticket, Share{.product = roster->facts(*index).product}).first;
    }
    share->second.entries = attendance->second.entries;
    share->second.exits = attendance->second.exits;
    share->second.refused = attendance->second.refused;
    share->second.inside = attendance->second.inside;
    put_in(share->second);
}

void ProductCounts::take_out(const Share& share) {
    ports::SummaryRow& row = rows_[share.product];
    row.arrived -= share.entries > 0 ? 1 : 0;
    row.inside -= share.inside ? 1 : 0;
    row.entries -= share.entries;
    row.exits -= share.exits;
    row.refused -= share.refused;
}

void ProductCounts::put_in(const Share& share) {
    ports::SummaryRow& row = rows_[share.product];
    row.arrived += share.entries > 0 ? 1 : 0;
    row.inside += share.inside ? 1 : 0;
    row.entries += share.entries;
    row.exits += share.exits;
    row.refused += share.refused;
}

std::vector<ports::SummaryRow> ProductCounts::rows(const Expected& expected) const {
    std::vector<ports::SummaryRow> rows;
    for (const auto& [product, row] : rows_) {
        rows.push_back(row);
        const auto found = expected.by_product.find(product);
        if (found != expected.by_product.end()) rows.back().expected = found->second;
    }
    return rows;
}

}  // namespace kiosk::app
