// kiosk/wire/csv_text.hpp — one row of CSV as spreadsheets read it safely (RFC 4180).
#pragma once

#include <span>
#include <string>

namespace kiosk::wire {

enum class FormulaGuard : bool {
    off,
    // A cell that begins with = + - @, tab or CR gets an apostrophe: a name must not become a
    // formula in the organiser's sheet (OWASP, CSV injection).
    on,
};

// The cells with commas between, or semicolons as French sheets read them, quoted where needed, and
// CRLF.
[[nodiscard]] std::string csv_row(std::span<const std::string> cells, FormulaGuard guard,
                                  char delimiter = ',');

}  // namespace kiosk::wire
