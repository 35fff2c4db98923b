// kiosk/imports/row_reader.hpp — turns one row of cells into an attendee, or says why not.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/imports/attendee_list.hpp"
#include "kiosk/imports/column_plan.hpp"
#include "kiosk/imports/csv_reader.hpp"

namespace kiosk::imports {

class RowReader {
  public:
    // `plan` and `options` must outlive the reader. `text` says how the file was encoded and
    // whether every cell must be looked at for damage.
    RowReader(const ColumnPlan& plan, const ImportOptions& options, const DecodedText& text)
        : plan_(plan), options_(options), text_(text) {}

    // Fills `attendee` as far as the row allows. True when nothing is wrong with the row; else
    // rejections() says what is. The code is set whenever the row has a usable one.
    [[nodiscard]] bool read(const CsvRow& row, ImportedAttendee& attendee);

    // Of the last row, by column.
    [[nodiscard]] std::vector<Rejection>& rejections() { return rejections_; }

    // For a fault that shows only when rows are compared.
    void reject(std::size_t line, Field field, std::string reason);

  private:
    void check_cells(const CsvRow& row);
    void read_code(const CsvRow& row, std::string& code);
    void read_text(const CsvRow& row, Field field, std::string& text, std::size_t bytes_max);
    void read_name(const CsvRow& row, ImportedAttendee& attendee);
    void read_email(const CsvRow& row, std::string& email);
    void read_states(const CsvRow& row, ImportedAttendee& attendee);
    void read_links(const CsvRow& row, ImportedAttendee& attendee);
    void read_subevent(const CsvRow& row, ImportedAttendee& attendee);
    void read_media(const CsvRow& row, ImportedAttendee& attendee);
    [[nodiscard]] bool read_yes(const CsvRow& row, Field field, bool otherwise);
    [[nodiscard]] std::optional<UtcTime> read_time(const CsvRow& row, Field field);
    [[nodiscard]] std::string_view cell_text(const CsvRow& row, Field field);
    void reject(const CsvRow& row, std::optional<std::size_t> column, std::string reason);

    const ColumnPlan& plan_;
    const ImportOptions& options_;
    const DecodedText& text_;
    std::vector<Rejection> rejections_;
    std::string scratch_;  // of a cell with doubled quotes, until the next one
};

// True for a number in scientific notation, such as 1.23457E+18: what a spreadsheet program makes
// of a long number, whose last digits are then lost.
[[nodiscard]] bool looks_spoilt_by_spreadsheet(std::string_view code);

}  // namespace kiosk::imports
