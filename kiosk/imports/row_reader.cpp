// kiosk/imports/row_reader.cpp — one row to one attendee.
#include "kiosk/imports/row_reader.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "kiosk/base/check.hpp"
#include "kiosk/core/ticket_code.hpp"
#include "kiosk/imports/date_text.hpp"
#include "kiosk/imports/text.hpp"
#include "kiosk/imports/words.hpp"

namespace kiosk::imports {
namespace {

std::string reason_of(const Cell& cell) {
    switch (cell.fault) {
        case CellFault::none: break;
        case CellFault::control_character:
            return fmt::format("control character U+{:04X}", cell.control);
        case CellFault::too_long:
            return fmt::format("cell of {} bytes, limit {}", cell.raw.size(), kCellBytesMax);
        case CellFault::text_behind_quote: return "text behind the closing quote";
        case CellFault::quote_never_closed: return "the quote that opens here is never closed";
    }
    KIOSK_UNREACHABLE();
}

std::string over_limit(std::size_t bytes, std::size_t limit) {
    return fmt::format("{} bytes, limit {}", bytes, limit);
}

}  // namespace

bool looks_spoilt_by_spreadsheet(std::string_view code) {
    const auto all_digits = [](std::string_view text) {
        return !text.empty() &&
               std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    };
    const std::size_t exponent = code.find("E+");
    if (exponent == std::string_view::npos || !all_digits(code.substr(exponent + 2))) return false;
    const std::string_view mantissa = code.substr(0, exponent);
    const std::size_t point = mantissa.find_first_of(".,");
    if (point == std::string_view::npos) return all_digits(mantissa);
    return all_digits(mantissa.substr(0, point)) && all_digits(mantissa.substr(point + 1));
}

void RowReader::reject(const CsvRow& row, std::optional<std::size_t> column, std::string reason) {
    rejections_.push_back({.line = row.line,
                           .column = column ? *column + 1 : 0,
                           .column_name = column && *column < plan_.headers.size()
                                              ? shortened(plan_.headers[*column])
                                              : std::string(),
                           .reason = std::move(reason)});
}

void RowReader::reject(std::size_t line, Field field, std::string reason) {
    const CsvRow row{.line = line, .cells = {}};
    reject(row, plan_.of(field), std::move(reason));
}

bool RowReader::read(const CsvRow& row, ImportedAttendee& attendee) {
    rejections_.clear();
    attendee.line = row.line;
    check_cells(row);
    if (!rejections_.empty()) return false;
    read_code(row, attendee.code);
    read_name(row, attendee);
    read_email(row, attendee.email);
    read_text(row, Field::company, attendee.company, kTextBytesMax);
    read_text(row, Field::order, attendee.order, kTextBytesMax);
    read_text(row, Field::product, attendee.product, kTextBytesMax);
    read_text(row, Field::variation, attendee.variation, kTextBytesMax);
    read_text(row, Field::note, attendee.note, kTextBytesMax);
    read_states(row, attendee);
    attendee.valid_from = read_time(row, Field::valid_from);
    attendee.valid_until = read_time(row, Field::valid_until);
    if (attendee.valid_from && attendee.valid_until &&
        *attendee.valid_until < *attendee.valid_from) {
        reject(row, plan_.of(Field::valid_until), "ends before it begins");
    }
    read_links(row, attendee);
    return rejections_.empty();
}

void RowReader::check_cells(const CsvRow& row) {
    for (std::size_t at = 0; row.faulty && at < row.cells.size(); ++at) {
        if (row.cells[at].fault != CellFault::none) reject(row, at, reason_of(row.cells[at]));
    }
    for (std::size_t at = 0; text_.has_invalid && at < row.cells.size(); ++at) {
        if (row.cells[at].fault == CellFault::none && !is_utf8(row.cells[at].raw)) {
            reject(row, at, fmt::format("bytes that are not {} text", name_of(text_.encoding)));
        }
    }
    // Cells are missing from a row whose quotes do not fit; that fault is reported already.
    if (rejections_.empty() && row.width != plan_.headers.size()) {
        reject(row, std::nullopt,
               fmt::format("{} cells, the header has {}", row.width, plan_.headers.size()));
    }
}

std::string_view RowReader::cell_text(const CsvRow& row, Field field) {
    const auto column = plan_.of(field);
    if (!column) return {};
    const std::string_view text = trimmed(text_of(row.cells[*column], scratch_));
    return field == Field::code ? text : unguarded(text);
}

void RowReader::read_code(const CsvRow& row, std::string& code) {
    const auto column = plan_.of(Field::code);
    const std::string_view text = core::clean_code(cell_text(row, Field::code));
    if (text.empty()) {
        reject(row, column, "no code");
    } else if (text.size() > core::kCodeBytesMax) {
        reject(row, column, over_limit(text.size(), core::kCodeBytesMax));
    } else if (text.find_first_of("\t\r\n") != std::string_view::npos) {
        reject(row, column, "code with a tab or line break in it");
    } else if (looks_spoilt_by_spreadsheet(text)) {
        reject(row, column,
               "a spreadsheet program has rounded this number; take the file as exported");
    } else {
        code = text;
    }
}

void RowReader::read_text(const CsvRow& row, Field field, std::string& text,
                          std::size_t bytes_max) {
    const std::string_view cell = cell_text(row, field);
    if (cell.size() > bytes_max) {
        reject(row, plan_.of(field), over_limit(cell.size(), bytes_max));
    } else {
        text = one_line(cell);
    }
}

void RowReader::read_name(const CsvRow& row, ImportedAttendee& attendee) {
    read_text(row, Field::name, attendee.name, kTextBytesMax);
    if (!attendee.name.empty() || !plan_.of(Field::last_name)) {
        if (attendee.name.empty()) read_text(row, Field::first_name, attendee.name, kTextBytesMax);
        return;
    }
    std::string last;
    read_text(row, Field::first_name, attendee.name, kTextBytesMax);
    read_text(row, Field::last_name, last, kTextBytesMax);
    if (!attendee.name.empty() && !last.empty()) attendee.name += ' ';
    attendee.name += last;
    if (attendee.name.size() > kTextBytesMax) {
        reject(row, plan_.of(Field::last_name),
               fmt::format("whole name is {}", over_limit(attendee.name.size(), kTextBytesMax)));
    }
}

void RowReader::read_email(const CsvRow& row, std::string& email) {
    read_text(row, Field::email, email, kEmailBytesMax);
    if (email.empty()) read_text(row, Field::contact, email, kEmailBytesMax);
}

void RowReader::read_states(const CsvRow& row, ImportedAttendee& attendee) {
    const std::string_view word = cell_text(row, Field::status);
    if (const auto meaning = status_of(word)) {
        attendee.order_state = meaning->order_state;
        attendee.canceled = meaning->canceled;
        attendee.blocked = meaning->blocked;
    } else {
        reject(row, plan_.of(Field::status),
               fmt::format("unknown status \"{}\" (paid, pending, expired, canceled, blocked)",
                           shortened(word)));
    }
    const bool is_paid = read_yes(row, Field::paid, /*otherwise=*/true);
    if (!is_paid && attendee.order_state == core::OrderState::paid) {
        attendee.order_state = core::OrderState::pending;
    }
    if (plan_.dialect == Dialect::tito) {
        attendee.canceled = is_void(cell_text(row, Field::canceled));
    } else if (read_yes(row, Field::canceled, /*otherwise=*/false)) {
        attendee.canceled = true;
    }
    if (read_yes(row, Field::blocked, /*otherwise=*/false)) attendee.blocked = true;
    attendee.attention = read_yes(row, Field::attention, /*otherwise=*/false);
}

void RowReader::read_links(const CsvRow& row, ImportedAttendee& attendee) {
    attendee.require_approval = read_yes(row, Field::require_approval, /*otherwise=*/false);
    attendee.valid_if_pending = read_yes(row, Field::valid_if_pending, /*otherwise=*/false);
    read_text(row, Field::position, attendee.position, core::kCodeBytesMax);
    read_text(row, Field::addon_to, attendee.addon_to, core::kCodeBytesMax);
    read_subevent(row, attendee);
    read_media(row, attendee);
    attendee.medium_expires = read_time(row, Field::medium_expires);
}

void RowReader::read_subevent(const CsvRow& row, ImportedAttendee& attendee) {
    const std::string_view cell = cell_text(row, Field::subevent);
    if (cell.empty()) return;
    const auto named = options_.subevents.find(std::string(cell));
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    if (named != options_.subevents.end()) {
        attendee.subevent = named->second;
    } else if (error == std::errc{} && end == cell.data() + cell.size() && number > 0) {
        attendee.subevent = number;
    } else {
        reject(row, plan_.of(Field::subevent),
               fmt::format("\"{}\" is neither the number nor the name of a [[subevent]]",
                           shortened(cell)));
    }
}

void RowReader::read_media(const CsvRow& row, ImportedAttendee& attendee) {
    std::string_view rest = cell_text(row, Field::medium);
    while (!rest.empty()) {
        const auto end = rest.find('|');
        const std::string_view one = core::clean_code(trimmed(rest.substr(0, end)));
        if (one.size() > core::kCodeBytesMax) {
            reject(row, plan_.of(Field::medium), over_limit(one.size(), core::kCodeBytesMax));
        }
        if (!one.empty()) attendee.media.emplace_back(one);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    if (attendee.media.size() > kMediaMax) {
        reject(row, plan_.of(Field::medium),
               fmt::format("{} media, limit {}", attendee.media.size(), kMediaMax));
    }
}

bool RowReader::read_yes(const CsvRow& row, Field field, bool otherwise) {
    if (!plan_.of(field)) return otherwise;
    const std::string_view word = cell_text(row, field);
    const auto answer = yes_or_no(word);
    if (!answer) {
        reject(row, plan_.of(field), fmt::format("\"{}\" is neither yes nor no", shortened(word)));
    }
    return answer.value_or(otherwise);
}

std::optional<UtcTime> RowReader::read_time(const CsvRow& row, Field field) {
    const std::string_view cell = cell_text(row, field);
    if (cell.empty()) return std::nullopt;
    std::optional<DateText> date = parse_date(cell);
    if (!date) {
        reject(row, plan_.of(field),
               fmt::format("\"{}\" is not a date such as 2027-03-10 or 2027-03-10 09:30",
                           shortened(cell)));
        return std::nullopt;
    }
    // "Valid until 11 March" includes the whole of 11 March.
    if (field == Field::valid_until && !date->has_time) {
        date->local += std::chrono::days{1} - std::chrono::milliseconds{1};
    }
    if (!date->utc_offset && options_.to_utc) return options_.to_utc(date->local);
    const auto offset = date->utc_offset.value_or(std::chrono::minutes{0});
    return UtcTime{date->local.time_since_epoch() - offset};
}

}  // namespace kiosk::imports
