// kiosk/cli/csv_text.cpp — quoting and the guard against formulas.
#include "kiosk/cli/csv_text.hpp"

#include <string_view>

namespace kiosk::cli {
namespace {

std::string csv_cell(std::string_view text, FormulaGuard guard) {
    constexpr std::string_view kFormulaStarts = "=+-@\t\r";
    std::string cell;
    if (guard == FormulaGuard::on && !text.empty() &&
        kFormulaStarts.find(text.front()) != std::string_view::npos) {
        cell = "'";
    }
    cell += text;
    if (cell.find_first_of(",\"\r\n") == std::string::npos) {
        return cell;
    }
    std::string quoted = "\"";
    for (const char c : cell) {
        quoted += c;
        if (c == '"') {
            quoted += c;
        }
    }
    return quoted + '"';
}

}  // namespace

std::string csv_row(std::span<const std::string> cells, FormulaGuard guard) {
    std::string row;
    for (const std::string& cell : cells) {
        row += (&cell == cells.data() ? "" : ",") + csv_cell(cell, guard);
    }
    return row + "\r\n";
}

}  // namespace kiosk::cli
