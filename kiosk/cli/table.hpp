// kiosk/cli/table.hpp — rows in columns, aligned by what a terminal shows.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace kiosk::cli {

class Table {
  public:
    struct Column {
        std::string title;
        bool right = false;  // numbers
    };

    explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

    // One cell a column. Cells are made printable here; callers pass text as it came.
    void add(const std::vector<std::string>& cells);

    [[nodiscard]] bool empty() const { return rows_.empty(); }

    // Titles and rows, two blanks between columns, no blanks at line ends.
    [[nodiscard]] std::string to_text() const;

  private:
    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace kiosk::cli
