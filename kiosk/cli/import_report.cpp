// kiosk/cli/import_report.cpp — from the reader's report or the daemon's answer to lines.
#include "kiosk/cli/import_report.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <boost/json/parse.hpp>
#include <fmt/core.h>

#include "kiosk/cli/json_fields.hpp"
#include "kiosk/cli/terminal_text.hpp"
#include "kiosk/imports/attendee_list.hpp"
#include "kiosk/wire/import_json.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

Result<std::string> whole_file(const std::filesystem::path& file) {
    std::error_code unreadable;
    const auto size = std::filesystem::file_size(file, unreadable);
    std::ifstream in(file, std::ios::binary);
    if (unreadable || !in) {
        return kiosk::fail(system_error(file.string(), unreadable ? unreadable.value() : errno));
    }
    if (size > imports::kFileBytesMax) {
        return kiosk::fail(Errc::too_large, fmt::format("{}: {} bytes, limit {}", file.string(),
                                                        size, imports::kFileBytesMax));
    }
    return std::string(std::istreambuf_iterator<char>(in), {});
}

std::string_view delimiter_name(char delimiter) {
    switch (delimiter) {
        case ';': return "semicolon";
        case '\t': return "tab";
        default: return "comma";
    }
}

std::string local_sentence(const imports::ImportReport& report, bool keep_good) {
    if (report.empty()) {
        return "The list is empty. A station without a list refuses it; any other holds it until "
               "confirmed (--confirm-shrink).";
    }
    return report.acceptable(keep_good)
               ? "The file can be imported. Nothing was changed."
               : "The file would not be imported: rows were refused. Mend them, or import the good "
                 "rows only (--keep-good).";
}

ports::ImportAnswer answer_of(imports::ImportReport report, bool keep_good) {
    ports::ImportAnswer answer;
    answer.rows = report.rows;
    answer.accepted = report.accepted;
    answer.rejected = report.rejection_count;
    answer.dialect = imports::name_of(report.dialect);
    answer.encoding = imports::name_of(report.encoding);
    answer.delimiter = delimiter_name(report.delimiter);
    answer.ignored_columns = std::move(report.ignored_columns);
    answer.warnings = std::move(report.warnings);
    std::ranges::transform(report.rejections, std::back_inserter(answer.rejections),
                           imports::describe);
    answer.sentence = local_sentence(report, keep_good);
    return answer;
}

void print_lines(const json::value& answer, std::string_view field, const std::string& before,
                 const Terminal& terminal) {
    for (const json::value& line : items_of(answer, field)) {
        if (const json::string* const text = line.if_string()) {
            terminal.out << before << printable({text->data(), text->size()}) << '\n';
        }
    }
}

void print_counts(const json::value& answer, const Terminal& terminal) {
    terminal.out << fmt::format(
        "{} rows: {} accepted, {} refused", grouped(number_of(answer, "rows")),
        grouped(number_of(answer, "accepted")), grouped(number_of(answer, "rejected")));
    if (number_of(answer, "added") + number_of(answer, "removed") + number_of(answer, "before") >
        0) {
        terminal.out << fmt::format(
            "; {} new, {} gone, {} before", grouped(number_of(answer, "added")),
            grouped(number_of(answer, "removed")), grouped(number_of(answer, "before")));
    }
    terminal.out << fmt::format("  ({}, {}, {})\n", text_of(answer, "dialect"),
                                text_of(answer, "encoding"), text_of(answer, "delimiter"));
}

}  // namespace

Answer<json::value> read_locally(const ImportOptions& options) {
    const auto bytes = whole_file(options.file);
    if (!bytes) {
        return std::unexpected(failure_of(bytes.error()));
    }
    imports::ImportOptions wanted;
    wanted.columns = options.columns;
    auto outcome = imports::read_attendees(*bytes, wanted);
    if (!outcome) {
        return std::unexpected(Failure{ExitCode::failed, failure_of(outcome.error()).text});
    }
    return json::parse(
        wire::print_import_answer(answer_of(std::move(outcome->report), options.keep_good)));
}

ExitCode report_import(const json::value& answer, const ImportOptions& options,
                       const Session& session) {
    const bool refused = number_of(answer, "rejected") > 0;
    const bool emptied = number_of(answer, "rows") == 0 && options.confirm_shrink;
    const bool useful =
        emptied || (number_of(answer, "accepted") > 0 && (!refused || options.keep_good));
    const bool held = truth_of(answer, "held");
    if (!session.prints_json(answer)) {
        const Terminal& terminal = session.terminal;
        print_lines(answer, "rejections", terminal.in(Colour::red, "✕") + " ", terminal);
        print_lines(answer, "warnings", terminal.in(Colour::yellow, "▲") + " ", terminal);
        print_lines(answer, "ignored_columns", "  not used: column ", terminal);
        print_counts(answer, terminal);
        terminal.out << printable(text_of(answer, "sentence")) << '\n';
    }
    if (held) {
        return ExitCode::conflict;
    }
    return truth_of(answer, "imported") || (options.dry_run && useful) ? ExitCode::done
                                                                       : ExitCode::failed;
}

}  // namespace kiosk::cli
