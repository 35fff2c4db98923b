// kiosk/api/export_body.cpp — head, rows and foot of CSV (RFC 4180), JSON and JSON lines.
#include "kiosk/api/export_body.hpp"

#include <utility>

#include <boost/json/serialize.hpp>

#include "kiosk/base/check.hpp"
#include "kiosk/wire/export_rows.hpp"

namespace kiosk::api {
namespace {

namespace json = boost::json;

constexpr std::string_view kMark = "\xEF\xBB\xBF";

}  // namespace

std::string_view media_type_of(ExportFormat format) {
    switch (format) {
        case ExportFormat::csv: return "text/csv; charset=utf-8; header=present";
        case ExportFormat::json: return "application/json";
        case ExportFormat::ndjson: return "application/x-ndjson";
        case ExportFormat::xlsx:
            return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    }
    KIOSK_UNREACHABLE();
}

std::string ExportBody::head() const {
    if (look_.format == ExportFormat::json) {
        return "{\"_meta\":" + json::serialize(look_.meta) + ",\"items\":[";
    }
    if (look_.format == ExportFormat::ndjson) return {};
    const std::vector<std::string> titles(look_.titles.begin(), look_.titles.end());
    return std::string(look_.mark ? kMark : "") +
           wire::csv_row(titles, wire::FormulaGuard::off, look_.delimiter);
}

std::string ExportBody::line_of(const json::object& row) {
    if (look_.format == ExportFormat::csv) {
        return wire::csv_row(wire::cells_of(row, look_.titles), look_.guard, look_.delimiter);
    }
    const std::string text = json::serialize(wire::picked(row, look_.titles));
    if (look_.format == ExportFormat::ndjson) return text + "\n";
    return (rows_ == 0 ? "\n" : ",\n") + text;
}

std::string ExportBody::text_of(const ExportPage& page) {
    std::string text = std::exchange(begun_, true) ? "" : head();
    for (const auto& row : page.rows) {
        text += line_of(row);
        ++rows_;
    }
    ended_ = page.last;
    if (ended_ && look_.format == ExportFormat::json) text += "\n]}\n";
    return text;
}

void ExportBody::next(std::function<void(Result<std::string>)> done) {
    if (ended_) return done(std::string());
    pages_([weak = weak_from_this(), done = std::move(done)](Result<ExportPage> page) {
        const auto body = weak.lock();
        if (!body) return;  // nobody reads any more
        if (!page) return done(fail(std::move(page).error()));
        std::string text = body->text_of(*page);
        // An empty text would be the end: a page without rows is none, so the next one is asked.
        if (text.empty()) return body->next(done);
        done(std::move(text));
    });
}

}  // namespace kiosk::api
