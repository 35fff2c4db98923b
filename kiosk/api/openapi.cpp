// kiosk/api/openapi.cpp — routes to paths of https://spec.openapis.org/oas/v3.1.0.
#include "kiosk/api/openapi.hpp"

#include <cctype>
#include <string_view>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "kiosk/api/pages.hpp"

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

// The parts in braces, which stand in a path as they stand in a pattern.
json::array path_parameters(std::string_view pattern) {
    json::array parameters;
    for (std::size_t at = pattern.find('{'); at != std::string_view::npos;
         at = pattern.find('{', at + 1)) {
        const std::string_view name = pattern.substr(at + 1, pattern.find('}', at) - at - 1);
        parameters.push_back(json::object{
            {"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
    }
    return parameters;
}

json::object body_of(std::string_view media_type) {
    return {{"required", true}, {"content", {{media_type, json::object()}}}};
}

json::object operation_of(const http::Route& route) {
    json::object operation;
    operation["summary"] = route.summary;
    operation["x-least-role"] = name_of(route.least_role);
    if (route.operator_only) operation["x-unix-socket-only"] = true;
    auto parameters = path_parameters(route.pattern);
    if (!parameters.empty()) operation["parameters"] = std::move(parameters);
    if (route.body == http::BodyKind::json) operation["requestBody"] = body_of("application/json");
    if (route.body == http::BodyKind::csv_upload) operation["requestBody"] = body_of("text/csv");
    const json::object problem{{"description", "A problem (RFC 9457); its type is its page"},
                               {"content", {{"application/problem+json", json::object()}}}};
    operation["responses"] =
        json::object{{"200", {{"description", route.summary}}}, {"default", problem}};
    return operation;
}

}  // namespace

std::string print_openapi(const http::Router& router) {
    json::object paths;
    for (const http::Route& route : router.routes()) {
        if (is_page(route)) continue;
        json::value& path = paths[route.pattern];
        if (!path.is_object()) path = json::object();
        path.as_object()[lowered(name_of(route.method))] = operation_of(route);
    }
    const json::object about{{"title", "kioskd"}, {"version", "1"}};
    return json::serialize(
        json::object{{"openapi", "3.1.0"}, {"info", about}, {"paths", std::move(paths)}});
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
