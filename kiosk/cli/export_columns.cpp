// kiosk/cli/export_columns.cpp — the columns of each table.
#include "kiosk/cli/export_columns.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "kiosk/base/check.hpp"
#include "kiosk/cli/json_fields.hpp"

namespace kiosk::cli {
namespace {

constexpr std::array<ExportColumn, 18> kCheckins{{
    {"seq", "seq"},
    {"scan_id", "id"},
    {"captured_at", "at"},
    {"station_id", "station"},
    {"list_id", "list"},
    {"type", "type"},
    {"verdict", "verdict"},
    {"reason", "reason"},
    {"attendee_id", "attendee.id"},
    {"order_code", "attendee.order"},
    {"name", "attendee.display_name"},
    {"product", "attendee.product"},
    {"code_hash", "code_hash"},
    {"clock_trusted", "clock_trusted"},
    {"source", "source"},
    {"reader_id", "reader"},
    {"list_objection", "list_objection"},
    {"list_version", "list_version"},
}};

constexpr std::array<ExportColumn, 15> kAttendees{{
    {"attendee_id", "id"},
    {"order_code", "order"},
    {"name", "display_name"},
    {"email", "email"},
    {"company", "company"},
    {"product", "product"},
    {"variation", "variation"},
    {"order_state", "order_state"},
    {"status", "status"},
    {"first_entry_at", "first_entry"},
    {"last_entry_at", "last_entry"},
    {"last_exit_at", "last_exit"},
    {"entries", "entries"},
    {"exits", "exits"},
    {"notes", "note"},
}};

constexpr std::array<ExportColumn, 8> kStats{{
    {"dimension", "dimension"},
    {"key", "key"},
    {"expected", "expected"},
    {"arrived_first_time", "arrived"},
    {"entries", "entries"},
    {"exits", "exits"},
    {"inside_end", "inside"},
    {"refused", "refused"},
}};

}  // namespace

std::span<const ExportColumn> columns_of(ExportKind kind) {
    switch (kind) {
        case ExportKind::checkins: return kCheckins;
        case ExportKind::attendees: return kAttendees;
        case ExportKind::stats: return kStats;
    }
    KIOSK_UNREACHABLE();
}

std::vector<std::string> titles_of(ExportKind kind) {
    std::vector<std::string> titles;
    std::ranges::transform(columns_of(kind), std::back_inserter(titles),
                           [](const ExportColumn& column) { return std::string(column.title); });
    return titles;
}

std::vector<std::string> cells_of(ExportKind kind, const boost::json::value& row) {
    std::vector<std::string> cells;
    for (const ExportColumn& column : columns_of(kind)) {
        const std::size_t dot = column.field.find('.');
        cells.push_back(dot == std::string_view::npos
                            ? cell_of(row, column.field)
                            : cell_of(field_of(row, column.field.substr(0, dot)),
                                      column.field.substr(dot + 1)));
    }
    return cells;
}

}  // namespace kiosk::cli
