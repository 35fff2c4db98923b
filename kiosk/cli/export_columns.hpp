// kiosk/cli/export_columns.hpp — which columns an exported table has, and where they come from.
//
// Titles are for ever: other people's sheets refer to them. New columns go to the end.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

#include "kiosk/cli/options.hpp"

namespace kiosk::cli {

struct ExportColumn {
    std::string_view title;
    std::string_view field;  // of the daemon's row; "attendee.order" is one level down
};

[[nodiscard]] std::span<const ExportColumn> columns_of(ExportKind kind);
[[nodiscard]] std::vector<std::string> titles_of(ExportKind kind);
[[nodiscard]] std::vector<std::string> cells_of(ExportKind kind, const boost::json::value& row);

}  // namespace kiosk::cli
