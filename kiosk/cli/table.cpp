// kiosk/cli/table.cpp — column widths from the widest cell.
#include "kiosk/cli/table.hpp"

#include <algorithm>

#include "kiosk/base/check.hpp"
#include "kiosk/cli/terminal_text.hpp"

namespace kiosk::cli {

void Table::add(const std::vector<std::string>& cells) {
    KIOSK_CHECK(cells.size() == columns_.size(), "a row has one cell a column");
    std::vector<std::string>& row = rows_.emplace_back();
    std::ranges::transform(cells, std::back_inserter(row),
                           [](const std::string& cell) { return printable(cell); });
}

std::string Table::to_text() const {
    std::vector<std::string> lines(rows_.size() + 1);
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        const auto& [title, right] = columns_[column];
        std::size_t width = display_width(title);
        for (const auto& row : rows_) {
            width = std::max(width, display_width(row[column]));
        }
        for (std::size_t line = 0; line < lines.size(); ++line) {
            const std::string& cell = line == 0 ? title : rows_[line - 1][column];
            lines[line] += (column == 0 ? "" : "  ") + padded(cell, width, right);
        }
    }
    std::string text;
    for (std::string& line : lines) {
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + '\n';
    }
    return text;
}

}  // namespace kiosk::cli
