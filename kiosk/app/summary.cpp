// kiosk/app/summary.cpp — by product from the tickets, by local hour from the quarters.
#include "kiosk/app/summary.hpp"

#include <algorithm>

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

bool takes(const core::CheckInList& list, const core::TicketFacts& ticket) {
    const bool date = !list.subevent || ticket.subevent == list.subevent;
    return date && (list.all_products || std::ranges::find(list.limit_products, ticket.product) !=
                                             list.limit_products.end());
}

std::vector<ports::SummaryRow> by_list(const core::Engine& engine, const Expected& expected) {
    std::vector<ports::SummaryRow> rows;
    for (const auto& settings : engine.settings().lists) {
        ports::SummaryRow row{.key = settings.list.id};
        const auto found = expected.by_list.find(row.key);
        if (found != expected.by_list.end()) row.expected = found->second;
        row.inside = engine.tally().inside(row.key);
        rows.push_back(std::move(row));
    }
    return rows;
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

void add_recent(ports::SummaryView& view, const core::Stats& stats, UtcTime now) {
    view.as_of_seq = stats.last_seq();
    view.newest_scan = stats.last_scan();
    view.overrides = stats.total().overrides;
    view.refused_tickets = stats.refused_tickets();
    view.undone = stats.undone();
    const auto day = stats.zone().day_of(now);
    view.day = to_minute_text(LocalTime(day)).substr(0, 10);
    const auto today = stats.by_day().find(day);
    if (today != stats.by_day().end()) view.today = today->second;
    // Whole minutes, and the one that runs: its scans happened too.
    const auto end = std::chrono::floor<std::chrono::minutes>(now);
    const auto& minutes = stats.by_minute();
    for (auto at = minutes.upper_bound(end - ports::kRecentMinutes);
         at != minutes.end() && at->first <= end; ++at) {
        view.last_minutes += at->second;
    }
}

}  // namespace

Expected count_expected(const core::Engine& engine) {
    Expected expected;
    if (!engine.roster()) return expected;
    for (const auto& kind : engine.roster()->kinds()) {
        const bool alive = kind.facts.order_state == core::OrderState::paid ||
                           kind.facts.order_state == core::OrderState::pending;
        if (!alive || kind.facts.canceled) continue;
        expected.by_product[kind.facts.product] += kind.tickets;
        for (const auto& settings : engine.settings().lists) {
            const core::CheckInList& list = engine.list(settings.list.id);
            if (takes(list, kind.facts)) expected.by_list[list.id] += kind.tickets;
        }
    }
    return expected;
}

ports::SummaryRow total_row(const core::Engine& engine, const Expected& expected) {
    const core::Counts& counts = engine.tally().total();
    ports::SummaryRow row{.key = "total",
                          .expected = 0,
                          .arrived = counts.arrived,
                          .inside = counts.inside,
                          .entries = counts.entries,
                          .exits = counts.exits,
                          .refused = counts.refused};
    for (const auto& [product, count] : expected.by_product) row.expected += count;
    return row;
}

ports::SummaryView summarize(const core::Engine& engine, const Expected& expected,
                             const core::Stats& stats, UtcTime now) {
    ports::SummaryView view;
    view.as_of = now;
    view.total = total_row(engine, expected);
    view.by_list = by_list(engine, expected);
    view.by_hour = by_hour(engine, stats.zone());
    add_recent(view, stats, now);
    return view;
}

}  // namespace kiosk::app
