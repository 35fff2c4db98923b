// kiosk/cli/export.cpp — kioskctl export: tables for sheets and scripts, page by page.
#include <functional>
#include <optional>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "kiosk/cli/csv_text.hpp"
#include "kiosk/cli/export_columns.hpp"
#include "kiosk/cli/json_fields.hpp"
#include "kiosk/cli/output_file.hpp"
#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;

constexpr const char* kPageRows = "500";

using RowSink = std::function<Result<>(const json::value&)>;

// Where rows go, in the wanted format.
class RowWriter {
  public:
    RowWriter(const ExportOptions& options, const Session& session, std::optional<OutputFile> file)
        : options_(options), session_(session), file_(std::move(file)) {}

    [[nodiscard]] Result<> add(const json::value& row) {
        KIOSK_TRY_VOID(begin());
        if (is_csv()) {
            const FormulaGuard guard = options_.raw ? FormulaGuard::off : FormulaGuard::on;
            return put(csv_row(cells_of(options_.kind, row), guard));
        }
        const std::string before = one_a_line() ? "" : rows_++ == 0 ? "\n" : ",\n";
        return put(before + json::serialize(row) + (one_a_line() ? "\n" : ""));
    }

    [[nodiscard]] Result<> finish() {
        KIOSK_TRY_VOID(begin());
        if (!is_csv() && !one_a_line()) {
            KIOSK_TRY_VOID(put("\n]\n"));
        }
        return file_ ? file_->commit() : Result<>{};
    }

  private:
    // Late, so that a daemon that does not answer leaves nothing on standard output.
    [[nodiscard]] Result<> begin() {
        if (std::exchange(begun_, true)) {
            return {};
        }
        if (is_csv()) {
            return put(csv_row(titles_of(options_.kind), FormulaGuard::off));
        }
        return put(one_a_line() ? "" : "[");
    }

    [[nodiscard]] bool is_csv() const {
        return options_.format == ExportFormat::csv && !session_.wants_json();
    }
    [[nodiscard]] bool one_a_line() const { return session_.global.ndjson; }

    [[nodiscard]] Result<> put(const std::string& text) {
        if (file_) {
            return file_->write(text);
        }
        session_.terminal.out << text;
        if (!session_.terminal.out) {
            return kiosk::fail(Errc::io_failure, "standard output takes no more");
        }
        return {};
    }

    const ExportOptions& options_;
    const Session& session_;
    std::optional<OutputFile> file_;
    std::size_t rows_ = 0;
    bool begun_ = false;
};

Answer<void> put_rows(const json::array& rows, const RowSink& sink) {
    for (const json::value& row : rows) {
        if (const auto taken = sink(row); !taken) {
            return std::unexpected(failure_of(taken.error()));
        }
    }
    return {};
}

Answer<void> each_page(const std::string& path, Api& api, const RowSink& sink) {
    std::string cursor;
    for (;;) {
        const auto page = api.get(path, {{"limit", kPageRows}, {"cursor", cursor}});
        if (!page) {
            return std::unexpected(page.error());
        }
        if (auto taken = put_rows(items_of(*page, "items"), sink); !taken) {
            return taken;
        }
        const std::string next = text_of(*page, "next_cursor");
        if (next.empty() || next == cursor) {
            return {};
        }
        cursor = next;
    }
}

// One row for all, one a product, one an hour.
json::array stat_rows(const json::value& summary) {
    json::array rows;
    const auto add = [&](const json::value& from, const char* dimension, const std::string& key) {
        json::object row{{"dimension", dimension}, {"key", key}};
        for (const char* field : {"expected", "arrived", "entries", "exits", "inside", "refused"}) {
            row[field] = field_of(from, field);
        }
        rows.push_back(std::move(row));
    };
    add(summary, "total", "");
    for (const json::value& row : items_of(summary, "by_product")) {
        add(row, "product", text_of(row, "product"));
    }
    for (const json::value& row : items_of(summary, "by_hour")) {
        add(row, "hour", text_of(row, "hour"));
    }
    return rows;
}

Answer<void> each_row(ExportKind kind, Api& api, const RowSink& sink) {
    if (kind == ExportKind::checkins) {
        return each_page("checkins", api, sink);
    }
    if (kind == ExportKind::attendees) {
        return each_page("attendees", api, sink);
    }
    const auto summary = api.get("stats/summary");
    if (!summary) {
        return std::unexpected(summary.error());
    }
    return put_rows(stat_rows(*summary), sink);
}

}  // namespace

ExitCode run(const ExportOptions& options, const Session& session) {
    if (options.kind == ExportKind::attendees && session.api.endpoint().socket.empty()) {
        return session.fail({ExitCode::not_allowed,
                             "everybody's names are given out on the station's own socket only: "
                             "--socket /run/kioskd/kioskd.sock, or --state DIR"});
    }
    std::optional<OutputFile> file;
    if (!options.output.empty()) {
        auto created = OutputFile::create(options.output);
        if (!created) {
            return session.fail(failure_of(created.error()));
        }
        file.emplace(*std::move(created));
    }
    RowWriter writer(options, session, std::move(file));
    const auto written = each_row(options.kind, session.api,
                                  [&](const json::value& row) { return writer.add(row); });
    if (!written) {
        return session.fail(written.error());
    }
    if (const auto finished = writer.finish(); !finished) {
        return session.fail(failure_of(finished.error()));
    }
    return ExitCode::done;
}

}  // namespace kiosk::cli
