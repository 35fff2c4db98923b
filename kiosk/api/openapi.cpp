// kiosk/api/openapi.cpp — routes to paths of https://spec.openapis.org/oas/v3.1.0.
#include "kiosk/api/openapi.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "kiosk/api/pages.hpp"
#include "kiosk/api/route_roles.hpp"
#include "kiosk/api/schema.hpp"
#include "kiosk/api/schemas.hpp"
#include "kiosk/base/check.hpp"

namespace kiosk::api {
namespace {

namespace json = boost::json;

bool is_page(const http::Route& route) {
    return route.summary == kPageSummary;
}

std::string lowered(std::string_view method) {
    std::string text(method);
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

json::value schema_named(const json::object& schemas, std::string_view name) {
    const auto* const schema = schemas.if_contains(name);
    KIOSK_CHECK(schema != nullptr, "every schema that a route names is written");
    return *schema;
}

// Of JSON; a route that names none has still to be described, which a test says.
json::object shape_of(std::string_view name, const json::object& schemas) {
    if (name.empty()) return {};
    static_cast<void>(schema_named(schemas, name));
    return {{"schema", schema::ref(name)}};
}

json::object parameter(std::string_view name, std::string_view in, bool required,
                       json::value schema) {
    return {{"name", name}, {"in", in}, {"required", required}, {"schema", std::move(schema)}};
}

// The parts in braces, which stand in a path as they stand in a pattern; then the query.
json::array parameters_of(const http::Route& route, const Contract& contract,
                          const json::object& schemas) {
    json::array parameters;
    const std::string_view pattern = route.pattern;
    for (std::size_t at = pattern.find('{'); at != std::string_view::npos;
         at = pattern.find('{', at + 1)) {
        const std::string_view name = pattern.substr(at + 1, pattern.find('}', at) - at - 1);
        parameters.push_back(parameter(name, "path", /*required=*/true, schema::text()));
    }
    if (contract.query.empty()) return parameters;
    const json::value query = schema_named(schemas, contract.query);
    const auto& needed = query.at("required").as_array();
    for (const auto& one : query.at("properties").as_object()) {
        const bool required = std::ranges::find(needed, json::value(one.key())) != needed.end();
        parameters.push_back(parameter(one.key(), "query", required, one.value()));
    }
    return parameters;
}

bool is_json(std::string_view media) {
    return media == "application/json";
}

json::object content_of(const Contract& contract, const json::object& schemas) {
    json::object content;
    for (const std::string_view media : contract.media) {
        if (media.empty()) continue;
        content[media] = is_json(media) ? shape_of(contract.answer, schemas) : json::object();
    }
    return content;
}

// What may stand in the way, by what kind of route it is; then what is its own.
std::set<std::string_view> problems_of(const http::Route& route, const Contract& contract) {
    std::set<std::string_view> slugs{"bad-request", "too-large", "misdirected", "internal",
                                     "overloaded"};
    const bool needs_more = route.least_role > ports::Role::viewer;
    if (http::changes_state(route.method) || needs_more) slugs.insert("forbidden");
    // A token that is none is refused everywhere; the operator's own routes ask for none.
    if (!route.operator_only) slugs.insert("unauthorized");
    if (route.body != http::BodyKind::none) slugs.insert("unsupported");
    const bool is_read = !contract.query.empty() || !contract.body.empty();
    if (is_read) slugs.insert("validation");
    if (route.pattern.find('{') != std::string::npos) slugs.insert("not-found");
    for (const std::string_view slug : contract.problems) {
        if (!slug.empty()) slugs.insert(slug);
    }
    return slugs;
}

// One answer for each status: "/problems/not-ready, /problems/overloaded".
void add_problems(json::object& responses, const std::set<std::string_view>& slugs) {
    std::map<int, std::string> by_status;
    for (const http::ProblemType& type : http::problem_types()) {
        if (!slugs.contains(type.slug)) continue;
        std::string& text = by_status[type.status];
        if (!text.empty()) text += ", ";
        text += "/problems/" + std::string(type.slug);
    }
    for (const auto& [status, text] : by_status) {
        json::object content;
        content["application/problem+json"] = {{"schema", schema::ref("Problem")}};
        responses[std::to_string(status)] = {{"description", text},
                                             {"content", std::move(content)}};
    }
}

json::object operation_of(const http::Route& route, const Contract& contract,
                          const json::object& schemas) {
    json::object operation;
    operation["summary"] = route.summary;
    operation["x-least-role"] = name_of(route.least_role);
    if (route.operator_only) operation["x-unix-socket-only"] = true;
    auto parameters = parameters_of(route, contract, schemas);
    if (!parameters.empty()) operation["parameters"] = std::move(parameters);
    if (route.body == http::BodyKind::json) {
        operation["requestBody"] = {
            {"required", true},
            {"content", {{"application/json", shape_of(contract.body, schemas)}}}};
    }
    if (route.body == http::BodyKind::csv_upload) {
        operation["requestBody"] = {{"required", true},
                                    {"content", {{"text/csv", json::object()}}}};
    }
    json::object responses;
    responses["200"] = {{"description", route.summary}, {"content", content_of(contract, schemas)}};
    add_problems(responses, problems_of(route, contract));
    operation["responses"] = std::move(responses);
    return operation;
}

}  // namespace

std::string print_openapi(const http::Router& router) {
    json::object schemas = all_schemas();
    json::object paths;
    for (const http::Route& route : router.routes()) {
        if (is_page(route)) continue;
        const RouteRole* const row = find_route_role(route.method, route.pattern);
        // Still closed to everybody but the operator, and nothing is said of it.
        if (row == nullptr) continue;
        json::value& path = paths[route.pattern];
        if (!path.is_object()) path = json::object();
        path.as_object()[lowered(name_of(route.method))] =
            operation_of(route, row->contract, schemas);
    }
    const json::object about{{"title", "kioskd"}, {"version", "1"}};
    return json::serialize(json::object{{"openapi", "3.1.0"},
                                        {"info", about},
                                        {"paths", std::move(paths)},
                                        {"components", {{"schemas", std::move(schemas)}}}});
}

void add_openapi_route(http::Router& router, std::shared_ptr<const std::string> document) {
    http::Route route;
    route.pattern = "/api/v1/openapi.json";
    route.summary = "This description";
    route.handler = [document = std::move(document)](const http::Request& /*request*/,
                                                     const http::Responder& respond) {
        respond(http::json_response(*document));
    };
    router.add(std::move(route));
}

}  // namespace kiosk::api
