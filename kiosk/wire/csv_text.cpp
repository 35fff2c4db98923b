// kiosk/wire/csv_text.cpp — quoting and the guard against formulas.
#include "kiosk/wire/csv_text.hpp"

#include <string_view>

namespace kiosk::wire {
namespace {

std::string csv_cell(std::string_view text, FormulaGuard guard, char delimiter) {
    constexpr std::string_view kFormulaStarts = "=+-@\t\r";
    std::string cell;
    if (guard == FormulaGuard::on && !text.empty() &&
        kFormulaStarts.find(text.front()) != std::string_view::npos) {
        cell = "'";
    }
    cell += text;
    const bool plain = cell.find_first_of("\"\r\n") == std::string::npos &&
                       cell.find(delimiter) == std::string::npos;
    if (plain) return cell;
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

std::string csv_row(std::span<const std::string> cells, FormulaGuard guard, char delimiter) {
    std::string row;
    for (const std::string& cell : cells) {
        if (&cell != cells.data()) row += delimiter;
        row += csv_cell(cell, guard, delimiter);
    }
    return row + "\r\n";
}

}  // namespace kiosk::wire
