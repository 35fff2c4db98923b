// kiosk/imports/attendee_list.hpp — reads an attendee list from CSV, row by row with reasons.
//
// One call, no files, no clock, no state: bytes in, attendees and a report out. The columns, the
// encodings and the words that are understood are in docs/import.md. A row is taken whole or not at
// all; whether a list with refused rows is used is the caller's choice (ImportReport::acceptable).
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/base/time.hpp"
#include "kiosk/core/ticket.hpp"
#include "kiosk/imports/limits.hpp"
#include "kiosk/imports/text_encoding.hpp"

namespace kiosk::imports {

// Whose column names the header row has. `custom`: the caller named the columns.
enum class Dialect : std::uint8_t { own, pretix, eventbrite, tito, custom };

// The stable snake_case names used in JSON: "pretix", "own".
[[nodiscard]] std::string_view name_of(Dialect dialect);

// Texts are UTF-8 as given, without blanks around them and with line breaks turned into spaces.
struct ImportedAttendee {
    std::string code;  // never empty, clean as core::clean_code leaves it
    std::string name;
    std::string email;
    std::string company;
    std::string order;
    std::string product;
    std::string variation;
    std::string note;
    core::OrderState order_state = core::OrderState::paid;
    bool canceled = false;  // this ticket, within a live order
    bool blocked = false;
    bool attention = false;
    std::optional<UtcTime> valid_from;
    std::optional<UtcTime> valid_until;  // the last valid millisecond
    bool require_approval = false;
    bool valid_if_pending = false;
    std::optional<std::int64_t> subevent;  // the shop's number of the date
    std::string position;                  // number within the order
    std::string addon_to;                  // as written; `main` is what it means
    std::optional<std::uint32_t> main;     // of an add-on: its main ticket's place in the list
    std::vector<std::string> media;        // clean, as core::clean_code leaves them
    std::optional<UtcTime> medium_expires;
    std::size_t line = 0;  // of the file, from 1, as an editor counts

    friend bool operator==(const ImportedAttendee&, const ImportedAttendee&) = default;
};

// Why a row was not taken. A row with two bad cells has two rejections.
struct Rejection {
    std::size_t line = 0;
    std::size_t column = 0;   // from 1; 0 means the whole row
    std::string column_name;  // as in the header row; empty for the whole row
    std::string reason;       // never holds a whole code
};

// `line 7, column 3 "E-mail": 300 bytes, limit 254`
[[nodiscard]] std::string describe(const Rejection& rejection);

using LocalTime = std::chrono::local_time<std::chrono::milliseconds>;

struct ImportOptions {
    // Our field name to header text ("code" to "Ticket ID"), before any detection. An empty header
    // text means: leave this field empty even if a column for it is there.
    std::map<std::string, std::string> columns;

    // Turns a time without zone into UTC; without this function such times are taken as UTC.
    std::function<UtcTime(LocalTime)> to_utc;

    // Dates of a series by name, for lists that do not give their numbers.
    std::map<std::string, std::int64_t> subevents;

    std::size_t file_bytes_max = kFileBytesMax;  // a caller may allow less, not more
    std::size_t rows_max = kRowsMax;
};

struct ImportReport {
    Encoding encoding = Encoding::utf8;
    bool byte_order_mark = false;
    char delimiter = ',';
    Dialect dialect = Dialect::own;
    std::map<std::string, std::string> columns;  // our field name to header text
    std::vector<std::string> ignored_columns;    // header texts that nothing was read from
    std::vector<std::string> warnings;           // rows are fine, but the operator should know
    std::size_t rows = 0;                        // without header and blank rows
    std::size_t accepted = 0;
    std::size_t rejection_count = 0;
    std::vector<Rejection> rejections;  // the first kRejectionsKept, in file order

    // A header row and nobody below it.
    [[nodiscard]] bool empty() const { return rows == 0; }

    // True when the list may be used: nothing was refused (an empty list too), or something was
    // accepted and the caller wants the good rows only.
    [[nodiscard]] bool acceptable(bool keep_good) const;
};

struct ImportOutcome {
    std::vector<ImportedAttendee> attendees;
    ImportReport report;
};

// Reads a whole file. Rows that cannot be taken are in the report; an error means that the file as
// a whole cannot be read: Errc::too_large (file, rows, columns), Errc::unsupported (a workbook or
// another binary file), Errc::invalid_input (no header row, no code column, a wish in
// options.columns that cannot be met). A header row alone is an empty list and no error. Any
// thread; about a microsecond a row.
[[nodiscard]] Result<ImportOutcome> read_attendees(std::string_view file_bytes,
                                                   const ImportOptions& options = {});

}  // namespace kiosk::imports
