// kiosk/api/exports_api.cpp — what is asked for, and where its pages come from.
#include "kiosk/api/exports_api.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "kiosk/api/audience_of.hpp"
#include "kiosk/api/export_body.hpp"
#include "kiosk/api/export_pages.hpp"
#include "kiosk/api/query_reader.hpp"
#include "kiosk/sheets/sheet_file.hpp"
#include "kiosk/wire/export_rows.hpp"
#include "kiosk/wire/rfc3339.hpp"

namespace kiosk::api {
namespace {

using http::Request;
using wire::ExportTable;

struct Asked {
    ExportTable table = ExportTable::checkins;
    ExportFormat format = ExportFormat::csv;
};

// "checkins.csv"
std::optional<Asked> asked_for(std::string_view name) {
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto table = wire::export_table(name.substr(0, dot));
    const std::string_view ending = name.substr(dot + 1);
    if (!table) return std::nullopt;
    if (ending == "csv") return Asked{*table, ExportFormat::csv};
    if (ending == "json") return Asked{*table, ExportFormat::json};
    if (ending == "ndjson") return Asked{*table, ExportFormat::ndjson};
    if (ending == "xlsx" && sheets::is_available()) return Asked{*table, ExportFormat::xlsx};
    return std::nullopt;
}

bool is_for_staff(ExportTable table) {
    return table == ExportTable::attendees || table == ExportTable::audit ||
           table == ExportTable::muster;
}

boost::json::object meta_of(const ApiContext& context, ExportTable table, bool personal,
                            const std::vector<std::string_view>& titles) {
    const auto status = context.station.status();
    boost::json::object definitions;
    for (const auto title : titles) definitions[title] = wire::definition_of(table, title);
    return {{"table", wire::name_of(table)},
            {"as_of", wire::to_rfc3339(context.clock.now().utc)},
            {"as_of_seq", status.durable_seq},
            {"event", status.event_name},
            {"timezone", status.timezone},
            {"node", status.node},
            {"software", status.software},
            {"personal", personal},
            {"filters", personal ? "none" : "no personal columns"},
            {"definitions", std::move(definitions)}};
}

// Where it is known before the last row is made.
std::optional<std::uint64_t> rows_of(const ApiContext& context, ExportTable table) {
    if (table == ExportTable::attendees) return context.station.status().tickets;
    if (table == ExportTable::stats) {
        return wire::stats_rows(context.station.stats(), context.station.summary()).size();
    }
    if (table != ExportTable::checkins) return std::nullopt;
    std::uint64_t scans = 0;
    for (const std::uint64_t of_reason : context.station.stats().by_reason()) scans += of_reason;
    return scans;
}

http::Response refusal(const Request& request, const char* slug, std::string detail) {
    http::Problem problem;
    problem.slug = slug;
    problem.detail = std::move(detail);
    return http::to_response(problem, request);
}

// A workbook is made before its first byte is sent, so that what is too long is said before.
Result<std::shared_ptr<http::BodyParts>> body_of(ExportLook look, ExportPages pages,
                                                 SheetMaker& sheets,
                                                 std::optional<std::uint64_t> rows) {
    if (look.format != ExportFormat::xlsx) {
        return std::make_shared<ExportBody>(std::move(look), std::move(pages));
    }
    if (rows.value_or(0) > sheets::kRowsMax) {
        return fail(Errc::too_large, fmt::format("this table has {} rows, a workbook takes {}: "
                                                 "take .csv",
                                                 *rows, sheets::kRowsMax));
    }
    return sheets.begin(look, std::move(pages));
}

http::Response table(const SharedContext& context, SheetMaker& sheets, const Request& request) {
    const auto& name = request.path_parameters.find("file")->second;
    const auto asked = asked_for(name);
    if (!asked) {
        return refusal(request, "not-found",
                       "tables are checkins, attendees, stats, audit and muster, as .csv, .json, "
                       ".ndjson or .xlsx");
    }
    QueryReader reader(request);
    const bool semicolon = reader.choice("delimiter", {"comma", "semicolon"}) == "semicolon";
    const bool raw = reader.boolean("raw");
    const bool anonymous = reader.boolean("anonymous");
    const bool asks_for_mark = reader.boolean("bom");
    const bool mark = !request.parameter("bom") || asks_for_mark;
    if (auto errors = reader.errors(); !errors.empty()) {
        return http::to_response(http::validation_problem(std::move(errors)), request);
    }
    const auto audience = audience_of(request);
    if (is_for_staff(asked->table) && audience != wire::Audience::staff) {
        return refusal(request, "forbidden",
                       fmt::format("{} is for staff; on the station itself: kioskctl export",
                                   wire::name_of(asked->table)));
    }
    const bool personal = audience == wire::Audience::staff && !anonymous;
    auto titles = wire::titles_of(asked->table, personal);
    auto meta = meta_of(*context, asked->table, personal, titles);
    ExportLook look{.format = asked->format,
                    .titles = std::move(titles),
                    .guard = raw ? wire::FormulaGuard::off : wire::FormulaGuard::on,
                    .delimiter = semicolon ? ';' : ',',
                    .mark = mark,
                    .meta = std::move(meta)};
    const auto rows = rows_of(*context, asked->table);
    auto body =
        body_of(std::move(look), export_pages(context, asked->table, audience), sheets, rows);
    if (!body) return http::to_response(http::problem_of(body.error()), request);
    http::Response response;
    response.content_type = media_type_of(asked->format);
    response.headers = {{"Content-Disposition", fmt::format("attachment; filename=\"{}\"", name)}};
    if (rows) {
        response.headers.push_back({"X-Total-Count", std::to_string(*rows)});
    }
    response.parts = *std::move(body);
    return response;
}

}  // namespace

void add_export_routes(http::Router& router, const SharedContext& context,
                       const std::shared_ptr<SheetMaker>& sheets) {
    http::Route route;
    route.pattern = "/api/v1/exports/{file}";
    route.summary = "Tables as CSV, JSON, JSON lines or workbooks";
    route.handler = [context, sheets](const Request& request, const http::Responder& respond) {
        respond(table(context, *sheets, request));
    };
    router.add(std::move(route));
}

}  // namespace kiosk::api
