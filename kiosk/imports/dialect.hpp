// kiosk/imports/dialect.hpp — the column names of our own lists and of three ticket shops.
//
// Names are compared folded: ASCII lower case, "#" read as "no", all other punctuation and blanks
// left out, so "Order #", "order no" and "Order_No." are one. Sources: docs/import.md.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/imports/attendee_list.hpp"
#include "kiosk/imports/field.hpp"

namespace kiosk::imports {

// A column name that fills a field. Of several names for one field the first that is there wins.
struct ColumnAlias {
    Field field;
    std::string_view header;        // folded
    std::string_view warning = {};  // what to tell the operator when this column has to do
};

// "E-Mail Teilnehmer*in" to "emailteilnehmerin"
[[nodiscard]] std::string fold_header(std::string_view header);

// Whose names these are, by columns that only that shop has; `own` for all other lists.
[[nodiscard]] Dialect detect_dialect(const std::vector<std::string>& folded_headers);

[[nodiscard]] std::span<const ColumnAlias> aliases_of(Dialect dialect);

// What to do when a list of this dialect has no column that can serve as the code.
[[nodiscard]] std::string_view advice_without_code(Dialect dialect);

}  // namespace kiosk::imports
