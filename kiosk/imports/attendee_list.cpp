// kiosk/imports/attendee_list.cpp — reads a file: text, header row, rows, duplicates.
#include "kiosk/imports/attendee_list.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "kiosk/base/check.hpp"
#include "kiosk/imports/add_ons.hpp"
#include "kiosk/imports/code_index.hpp"
#include "kiosk/imports/column_plan.hpp"
#include "kiosk/imports/csv_reader.hpp"
#include "kiosk/imports/row_reader.hpp"
#include "kiosk/imports/text.hpp"

namespace kiosk::imports {
namespace {

bool is_blank(const CsvRow& row) {
    return !row.faulty && std::ranges::all_of(row.cells, [](const Cell& cell) {
        return trimmed(cell.raw).empty();
    });
}

bool next_filled(CsvReader& reader, CsvRow& row) {
    while (reader.next(row)) {
        if (!is_blank(row)) return true;
    }
    return false;
}

// Excel's own hint, a first line such as "sep=;".
std::optional<char> delimiter_hint(std::string_view text) {
    constexpr std::string_view kHint = "sep=";
    if (!text.starts_with(kHint) || text.size() <= kHint.size() + 1) return std::nullopt;
    const char delimiter = text[kHint.size()];
    const char behind = text[kHint.size() + 1];
    const bool known = delimiter == ',' || delimiter == ';' || delimiter == '\t';
    return known && (behind == '\r' || behind == '\n') ? std::optional(delimiter) : std::nullopt;
}

Result<std::vector<std::string>> read_header(CsvReader& reader, const DecodedText& text) {
    CsvRow row;
    if (!next_filled(reader, row)) return fail(Errc::invalid_input, "the file is empty");
    if (row.width > kColumnsMax) {
        return fail(Errc::too_large, fmt::format("{} columns, limit {}", row.width, kColumnsMax));
    }
    std::vector<std::string> headers;
    std::string scratch;
    for (const Cell& cell : row.cells) {
        const bool damaged = text.has_invalid && !is_utf8(cell.raw);
        if (cell.fault != CellFault::none || damaged) {
            return fail(Errc::invalid_input,
                        fmt::format("line {}, column {}: the header row is not readable text; is "
                                    "this a CSV file?",
                                    row.line, headers.size() + 1));
        }
        headers.push_back(one_line(text_of(cell, scratch)));
    }
    return headers;
}

void keep(ImportReport& report, std::vector<Rejection>& rejections) {
    for (Rejection& rejection : rejections) {
        ++report.rejection_count;
        if (report.rejections.size() < kRejectionsKept) {
            report.rejections.push_back(std::move(rejection));
        }
    }
}

std::string already_there(const CodeIndex::First& first, std::string_view code,
                          const std::vector<ImportedAttendee>& attendees) {
    std::string_view holder = "refused there";
    if (first.attendee != CodeIndex::kRefused) {
        const ImportedAttendee& attendee = attendees[first.attendee];
        holder = attendee.name.empty() ? "no name" : std::string_view(attendee.name);
    }
    return fmt::format("code \"{}\" is already on line {} ({})", masked_code(code), first.line,
                       shortened(holder));
}

Result<> read_rows(CsvReader& reader, RowReader& row_reader, const ImportOptions& options,
                   ImportOutcome& outcome) {
    ImportReport& report = outcome.report;
    std::vector<ImportedAttendee>& attendees = outcome.attendees;
    const std::size_t rows_max = std::min(options.rows_max, kRowsMax);
    CodeIndex codes(attendees.capacity());
    CsvRow row;
    while (next_filled(reader, row)) {
        if (++report.rows > rows_max) {
            return fail(Errc::too_large,
                        fmt::format("line {}: more than {} attendees", row.line, rows_max));
        }
        ImportedAttendee attendee;
        bool good = row_reader.read(row, attendee);
        const auto place =
            good ? static_cast<std::uint32_t>(attendees.size()) : CodeIndex::kRefused;
        const CodeIndex::First* first =
            attendee.code.empty() ? nullptr : codes.find_or_add(attendee.code, {row.line, place});
        if (first != nullptr) {
            row_reader.reject(row.line, Field::code,
                              already_there(*first, attendee.code, attendees));
            good = false;
        }
        if (good) {
            attendees.push_back(std::move(attendee));
        } else {
            keep(report, row_reader.rejections());
        }
    }
    report.accepted = attendees.size();
    return {};
}

void describe_columns(const ColumnPlan& plan, ImportReport& report) {
    report.dialect = plan.dialect;
    report.warnings = plan.warnings;
    report.ignored_columns = ignored_columns(plan);
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        if (!plan.column[i]) continue;
        report.columns.emplace(kFieldNames[i], plan.headers[*plan.column[i]]);
    }
}

}  // namespace

std::string_view name_of(Dialect dialect) {
    switch (dialect) {
        case Dialect::own: return "own";
        case Dialect::pretix: return "pretix";
        case Dialect::eventbrite: return "eventbrite";
        case Dialect::tito: return "tito";
        case Dialect::custom: return "custom";
    }
    KIOSK_UNREACHABLE();
}

std::string describe(const Rejection& rejection) {
    if (rejection.column == 0) return fmt::format("line {}: {}", rejection.line, rejection.reason);
    return fmt::format("line {}, column {} \"{}\": {}", rejection.line, rejection.column,
                       rejection.column_name, rejection.reason);
}

bool ImportReport::acceptable(bool keep_good) const {
    return rejection_count == 0 || (keep_good && accepted > 0);
}

Result<ImportOutcome> read_attendees(std::string_view file_bytes, const ImportOptions& options) {
    const std::size_t bytes_max = std::min(options.file_bytes_max, kFileBytesMax);
    if (file_bytes.size() > bytes_max) {
        return fail(Errc::too_large,
                    fmt::format("file of {} bytes, limit {}", file_bytes.size(), bytes_max));
    }
    DecodedText text;
    KIOSK_TRY_VOID(decode(file_bytes, text));

    ImportOutcome outcome;
    const std::optional<char> hint = delimiter_hint(text.text);
    outcome.report.encoding = text.encoding;
    outcome.report.byte_order_mark = text.byte_order_mark;
    outcome.report.delimiter = hint.value_or(detect_delimiter(text.text));

    CsvReader reader(text.text, outcome.report.delimiter);
    CsvRow row;
    if (hint && !reader.next(row)) return fail(Errc::invalid_input, "the file is empty");
    auto headers = KIOSK_TRY(read_header(reader, text));
    const auto plan = KIOSK_TRY(plan_columns(std::move(headers), options.columns));
    describe_columns(plan, outcome.report);

    const auto lines = static_cast<std::size_t>(std::ranges::count(text.text, '\n'));
    outcome.attendees.reserve(std::min(lines, kRowsMax));
    RowReader row_reader(plan, options, text);
    KIOSK_TRY_VOID(read_rows(reader, row_reader, options, outcome));
    auto unlinked = link_add_ons(plan, outcome.attendees);
    keep(outcome.report, unlinked);
    std::ranges::stable_sort(outcome.report.rejections, {}, &Rejection::line);
    outcome.report.accepted = outcome.attendees.size();
    return outcome;
}

}  // namespace kiosk::imports
