// kiosk/wire/export_titles.cpp — which columns each table has, and which of them are personal.
#include <algorithm>
#include <array>

#include "kiosk/base/check.hpp"
#include "kiosk/wire/export_rows.hpp"

namespace kiosk::wire {
namespace {

constexpr std::array<std::string_view, 40> kCheckins{"seq",
                                                     "scan_id",
                                                     "captured_at",
                                                     "decided_at",
                                                     "recorded_at",
                                                     "local_time",
                                                     "event_day",
                                                     "station_id",
                                                     "station_name",
                                                     "list_id",
                                                     "zone_id",
                                                     "type",
                                                     "verdict",
                                                     "reason",
                                                     "resolved_action",
                                                     "resolved_by",
                                                     "override_reason",
                                                     "attendee_id",
                                                     "order_code",
                                                     "name",
                                                     "email",
                                                     "company",
                                                     "product",
                                                     "code_hash",
                                                     "decided_by",
                                                     "list_age_s",
                                                     "took_ms",
                                                     "undone_at",
                                                     "undone_by",
                                                     "undo_reason",
                                                     "upstream_state",
                                                     "upstream_id",
                                                     "device_id",
                                                     "clock_trusted",
                                                     "source",
                                                     "reader_id",
                                                     "list_objection",
                                                     "list_version",
                                                     "resolved_second",
                                                     "resolved_proof"};
constexpr std::array<std::string_view, 22> kAttendees{
    "attendee_id",   "order_code",       "name",         "email",          "company",
    "product",       "category",         "status",       "first_entry_at", "first_entry_station",
    "last_entry_at", "last_exit_at",     "entries",      "exits",          "inside_zone",
    "days_present",  "badge_printed_at", "badge_prints", "walk_in",        "notes",
    "variation",     "order_state"};
constexpr std::array<std::string_view, 12> kStats{
    "bucket_start", "bucket_end",     "dimension",          "key",
    "entries",      "exits",          "arrived_first_time", "refused",
    "inside_end",   "median_seconds", "expected",           "overrides"};
constexpr std::array<std::string_view, 10> kAudit{"at",     "actor_role", "actor",  "device_id",
                                                  "action", "object",     "before", "after",
                                                  "reason", "actor_proof"};
constexpr std::array<std::string_view, 8> kMuster{"zone",  "name",  "company", "product",
                                                  "since", "phone", "state",   "station"};

// Who somebody is, guest or staff, and what was written about them.
constexpr std::array<std::string_view, 11> kPersonal{
    "name",  "email",       "company",         "phone",           "order_code", "notes",
    "actor", "resolved_by", "override_reason", "resolved_second", "undone_by"};

constexpr std::array<std::string_view, 5> kNames{"checkins", "attendees", "stats", "audit",
                                                 "muster"};

std::span<const std::string_view> all_titles(ExportTable table) {
    switch (table) {
        case ExportTable::checkins: return kCheckins;
        case ExportTable::attendees: return kAttendees;
        case ExportTable::stats: return kStats;
        case ExportTable::audit: return kAudit;
        case ExportTable::muster: return kMuster;
    }
    KIOSK_UNREACHABLE();
}

}  // namespace

std::optional<ExportTable> export_table(std::string_view name) {
    const auto found = std::ranges::find(kNames, name);
    if (found == kNames.end()) return std::nullopt;
    return static_cast<ExportTable>(found - kNames.begin());
}

std::string_view name_of(ExportTable table) {
    return kNames[static_cast<std::size_t>(table)];
}

std::vector<std::string_view> titles_of(ExportTable table, bool personal) {
    std::vector<std::string_view> titles;
    for (const auto title : all_titles(table)) {
        const bool about_somebody = std::ranges::find(kPersonal, title) != kPersonal.end();
        if (personal || !about_somebody) titles.push_back(title);
    }
    return titles;
}

}  // namespace kiosk::wire
