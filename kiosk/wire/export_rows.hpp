// kiosk/wire/export_rows.hpp — the tables for other programs: titles, rows, and what is personal.
//
// Titles are for ever: other people's sheets refer to them. What this station does not know yet is
// an empty cell, never a guess.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/core/stats/stats.hpp"
#include "kiosk/ports/record_store.hpp"
#include "kiosk/ports/station_views.hpp"
#include "kiosk/wire/audience.hpp"

namespace kiosk::wire {

enum class ExportTable : std::uint8_t { checkins, attendees, stats, audit, muster };

[[nodiscard]] std::optional<ExportTable> export_table(std::string_view name);  // "checkins"
[[nodiscard]] std::string_view name_of(ExportTable table);

// All columns in order; those of nobody's business are left out where `personal` is false.
[[nodiscard]] std::vector<std::string_view> titles_of(ExportTable table, bool personal);

// One line for people; empty for a title that no table has.
[[nodiscard]] std::string_view definition_of(ExportTable table, std::string_view title);

// What rows need beside their own data.
struct ExportSurroundings {
    const ZoneOffsets& zone;
    Audience audience = Audience::lane;
    const ports::StatusView& status;
    std::function<std::optional<ports::AttendeeView>(core::TicketId)> attendee;
};

// Each object has the table's titles as keys.
[[nodiscard]] boost::json::object checkin_row(const ports::StoredScan& stored,
                                              const ExportSurroundings& around);
[[nodiscard]] boost::json::object attendee_row(const ports::AttendeeView& attendee);
[[nodiscard]] boost::json::object muster_row(const ports::MusterRow& row);
[[nodiscard]] std::vector<boost::json::object> stats_rows(const core::Stats& stats,
                                                          const ports::SummaryView& summary);

// Nothing for a scan that nobody stood by.
[[nodiscard]] std::optional<boost::json::object> audit_row(const ports::StoredScan& stored,
                                                           const ExportSurroundings& around);

// Nothing for a check-in that stands.
[[nodiscard]] std::optional<boost::json::object> undo_audit_row(const ports::StoredScan& stored,
                                                                const ExportSurroundings& around);

// The row's cells in the order of the titles; an absent one is empty.
[[nodiscard]] std::vector<std::string> cells_of(const boost::json::object& row,
                                                std::span<const std::string_view> titles);

// Only these titles, in their order; an absent one is null.
[[nodiscard]] boost::json::object picked(const boost::json::object& row,
                                         std::span<const std::string_view> titles);

}  // namespace kiosk::wire
