// kiosk/imports/csv_reader.hpp — splits text into rows of cells without copying (RFC 4180).
//
// Line breaks are LF, CRLF or CR, also within quotes. Faults stay with their cell, and reading goes
// on with the next row; quotes that do not fit (text behind the closing one, or none that closes)
// cost the line of the opening quote and no other. One pass; each byte is looked at once, or twice
// where quotes do not fit.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::imports {

enum class CellFault : std::uint8_t {
    none,
    control_character,   // C0 or C1 other than tab and line breaks, or DEL
    too_long,            // more than kCellBytesMax
    text_behind_quote,   // "Ama" Owusu,
    quote_never_closed,  // the file ends within the quotes
};

struct Cell {
    std::string_view raw;         // without the quotes around
    bool doubled_quotes = false;  // each "" in raw stands for one quote
    CellFault fault = CellFault::none;
    unsigned char control = 0;  // the character, for CellFault::control_character
};

struct CsvRow {
    std::size_t line = 0;     // of its first character, from 1
    std::size_t width = 0;    // cells in the row; more than cells.size() past kColumnsMax
    bool faulty = false;      // some cell has a fault
    std::vector<Cell> cells;  // at most kColumnsMax
};

class CsvReader {
  public:
    // `text` is UTF-8 and must outlive the reader and its cells.
    CsvReader(std::string_view text, char delimiter);

    // Overwrites `row` with the next one; false at the end. A line break at the end of the text
    // does not start another row.
    [[nodiscard]] bool next(CsvRow& row);

  private:
    [[nodiscard]] Cell plain_cell();
    [[nodiscard]] Cell quoted_cell();
    void abandon(Cell& cell, std::size_t start, std::size_t line, CellFault fault);
    void skip_line_break();
    void note_special(Cell& cell);

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    char delimiter_;
    std::array<std::uint8_t, 256> kind_{};  // what each byte means to the scan
};

// The cell's text; `scratch` is used only where quotes were doubled.
[[nodiscard]] std::string_view text_of(const Cell& cell, std::string& scratch);

// The delimiter that occurs most often outside quotes in the first row that is not blank: comma,
// semicolon or tab; of equals the first named; comma where there is none.
[[nodiscard]] char detect_delimiter(std::string_view text);

}  // namespace kiosk::imports
