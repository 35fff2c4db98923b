// kiosk/app/summary.cpp — by product from the tickets, by local hour from the quarters.
#include "kiosk/app/summary.hpp"

#include <fmt/format.h>

namespace kiosk::app {
namespace {

std::string local_hour(const ZoneOffsets& zone, std::int64_t quarter) {
    const auto at = FineTime(std::chrono::minutes(15) * quarter);
    const auto local = zone.to_local(at);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::year_month_day date(day);
    const auto hour = std::chrono::floor<std::chrono::hours>(local - day).count();
    return fmt::format("{:04}-{:02}-{:02}T{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       hour);
}

void add(ports::SummaryRow& row, const core::Attendance& attendance) {
    row.arrived += attendance.entries > 0 ? 1 : 0;
    row.inside += attendance.inside ? 1 : 0;
    row.entries += attendance.entries;
    row.exits += attendance.exits;
    row.refused += attendance.refused;
}

std::vector<ports::SummaryRow> by_product(const core::Engine& engine,
                                          const ExpectedByProduct& expected) {
    const auto& roster = engine.roster();
    if (!roster) return {};
    std::map<core::ProductId, ports::SummaryRow> rows;
    for (const auto& product : roster->products()) rows[product.id].key = product.name;
    for (const auto& [product, count] : expected) rows[product].expected = count;
    for (const auto& [ticket, attendance] : engine.tally().tickets()) {
        const auto index = roster->find(ticket);
        if (index) add(rows[roster->facts(*index).product], attendance);
    }
    std::vector<ports::SummaryRow> sorted;
    for (auto& [product, row] : rows) sorted.push_back(std::move(row));
    return sorted;
}

std::vector<ports::SummaryRow> by_hour(const core::Engine& engine, const ZoneOffsets& zone) {
    std::vector<ports::SummaryRow> rows;
    for (const auto& [quarter, counts] : engine.tally().by_quarter()) {
        std::string key = local_hour(zone, quarter);
        if (rows.empty() || rows.back().key != key) rows.push_back({.key = std::move(key)});
        ports::SummaryRow& row = rows.back();
        row.arrived += counts.arrived;
        row.entries += counts.entries;
        row.exits += counts.exits;
        row.refused += counts.refused;
        row.inside = counts.inside;  // at the end of the hour
    }
    return rows;
}

}  // namespace

ExpectedByProduct count_expected(const core::Roster& roster) {
    ExpectedByProduct expected;
    for (const auto& kind : roster.kinds()) {
        const bool alive = kind.facts.order_state == core::OrderState::paid ||
                           kind.facts.order_state == core::OrderState::pending;
        if (alive && !kind.facts.canceled) expected[kind.facts.product] += kind.tickets;
    }
    return expected;
}

ports::SummaryRow total_row(const core::Engine& engine, const ExpectedByProduct& expected) {
    const core::Counts& counts = engine.tally().total();
    ports::SummaryRow row{.key = "total",
                          .expected = 0,
                          .arrived = counts.arrived,
                          .inside = counts.inside,
                          .entries = counts.entries,
                          .exits = counts.exits,
                          .refused = counts.refused};
    for (const auto& [product, count] : expected) row.expected += count;
    return row;
}

ports::SummaryView summarize(const core::Engine& engine, const ExpectedByProduct& expected,
                             const ZoneOffsets& zone, UtcTime now) {
    ports::SummaryView view;
    view.as_of = now;
    view.total = total_row(engine, expected);
    view.by_product = by_product(engine, expected);
    view.by_hour = by_hour(engine, zone);
    return view;
}

}  // namespace kiosk::app
