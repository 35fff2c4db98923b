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
    return std::nullopt;
}

bool is_for_staff(ExportTable table) {
    return table == ExportTable::attendees || table == ExportTable::audit ||
           table == ExportTable::muster;
}

boost::json::object meta_of(const ApiContext& context, const Asked& asked, bool personal) {
    const auto status = context.station.status();
    return {
        {"table", wire::name_of(asked.table)}, {"as_of", wire::to_rfc3339(context.clock.now().utc)},
        {"as_of_seq", status.durable_seq},     {"event", status.event_name},
        {"timezone", status.timezone},         {"node", status.node},
        {"software", status.software},         {"personal", personal},
        {"definitions", "docs/statistics.md"}};
}

// Where it is known before the last row is made.
std::optional<std::uint64_t> rows_of(const ApiContext& context, ExportTable table) {
    if (table == ExportTable::attendees) return context.station.status().tickets;
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

http::Response table(const SharedContext& context, const Request& request) {
    const auto& name = request.path_parameters.find("file")->second;
    const auto asked = asked_for(name);
    if (!asked) {
        return refusal(request, "not-found",
                       "tables are checkins, attendees, stats, audit and muster, as .csv, .json or "
                       ".ndjson");
    }
    QueryReader reader(request);
    const bool semicolon = reader.choice("delimiter", {"comma", "semicolon"}) == "semicolon";
    const bool raw = reader.boolean("raw");
    const bool anonymous = reader.boolean("anonymous");
    const bool mark = !request.parameter("bom") || reader.boolean("bom");
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
    ExportLook look{.format = asked->format,
                    .titles = wire::titles_of(asked->table, personal),
                    .guard = raw ? wire::FormulaGuard::off : wire::FormulaGuard::on,
                    .delimiter = semicolon ? ';' : ',',
                    .mark = mark,
                    .meta = meta_of(*context, *asked, personal)};
    http::Response response;
    response.content_type = media_type_of(asked->format);
    response.headers = {{"Content-Disposition", fmt::format("attachment; filename=\"{}\"", name)}};
    if (const auto rows = rows_of(*context, asked->table)) {
        response.headers.push_back({"X-Total-Count", std::to_string(*rows)});
    }
    response.parts = std::make_shared<ExportBody>(std::move(look),
                                                  export_pages(context, asked->table, audience));
    return response;
}

}  // namespace

void add_export_routes(http::Router& router, const SharedContext& context) {
    http::Route route;
    route.pattern = "/api/v1/exports/{file}";
    route.summary = "Tables as CSV, JSON or JSON lines";
    route.handler = [context](const Request& request, const http::Responder& respond) {
        respond(table(context, request));
    };
    router.add(std::move(route));
}

}  // namespace kiosk::api
