// kiosk/api/people_api.cpp — bodies to the doorkeeper, its answers back.
#include "kiosk/api/people_api.hpp"

#include <functional>
#include <string>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "kiosk/core/venue/supervisor.hpp"
#include "kiosk/wire/json_reader.hpp"
#include "kiosk/wire/request_limits.hpp"
#include "kiosk/wire/station_names.hpp"

namespace kiosk::api {
namespace {

namespace json = boost::json;
using http::Request;
using http::Responder;

constexpr std::size_t kRoleMax = 16;  // bytes

// Reads one body; answers 422 and returns nothing where it is wrong.
struct Fields {
    wire::JsonReader reader;

    explicit Fields(const Request& request) : reader(request.body) {}

    std::string needed(std::string_view field, std::size_t bytes_max) {
        reader.require(field);
        return reader.text(field, bytes_max).value_or("");
    }
    ports::Role role() {
        const std::string name = needed("role", kRoleMax);
        const auto role = ports::role_from_name(name);
        if (!role) {
            reader.object_to("role", "unknown_role",
                             "roles are viewer, station, desk, gate, lead and admin");
        }
        return role.value_or(ports::Role::nobody);
    }
    bool answers_wrong(const Request& request, const Responder& respond) {
        auto errors = reader.errors();
        if (errors.empty()) return false;
        respond(http::to_response(http::validation_problem(std::move(errors)), request));
        return true;
    }
};

std::function<void(Result<>)> when_done(const Request& request, const Responder& respond) {
    return [request, respond](const Result<>& done) {
        respond(done ? http::json_response("{}")
                     : http::to_response(http::problem_of(done.error()), request));
    };
}

http::Response list_people(const ApiContext& context) {
    json::array items;
    for (const auto& person : context.doorkeeper.people()) {
        items.push_back(json::object{{"name", person.name}, {"role", name_of(person.role)}});
    }
    return http::json_response(json::serialize(json::object{{"items", std::move(items)}}));
}

http::Response list_tokens(const ApiContext& context) {
    json::array items;
    for (const auto& token : context.doorkeeper.tokens()) {
        items.push_back(json::object{
            {"name", token.name},
            {"role", name_of(token.role)},
            {"station", token.station.empty() ? json::value() : json::value(token.station)}});
    }
    return http::json_response(json::serialize(json::object{{"items", std::move(items)}}));
}

void add_person(const ApiContext& context, const Request& request, const Responder& respond) {
    Fields fields(request);
    ports::NewPerson person;
    person.name = fields.needed("name", core::kOperatorMax);
    person.role = fields.role();
    person.pin = fields.needed("pin", wire::kPinMax);
    if (fields.answers_wrong(request, respond)) return;
    context.doorkeeper.add_person(std::move(person), when_done(request, respond));
}

void change_pin(const ApiContext& context, const Request& request, const Responder& respond) {
    Fields fields(request);
    std::string name = fields.needed("name", core::kOperatorMax);
    std::string pin = fields.needed("pin", wire::kPinMax);
    if (fields.answers_wrong(request, respond)) return;
    context.doorkeeper.change_pin(std::move(name), std::move(pin), when_done(request, respond));
}

void remove_person(const ApiContext& context, const Request& request, const Responder& respond) {
    Fields fields(request);
    std::string name = fields.needed("name", core::kOperatorMax);
    if (fields.answers_wrong(request, respond)) return;
    context.doorkeeper.remove_person(std::move(name), when_done(request, respond));
}

void add_token(const ApiContext& context, const Request& request, const Responder& respond) {
    Fields fields(request);
    ports::TokenView token;
    token.name = fields.needed("name", core::kOperatorMax);
    token.role = fields.role();
    token.station = fields.reader.text("station", wire::kIdMax).value_or("");
    if (!token.station.empty() &&
        wire::find_station(context.station.status(), token.station) == nullptr) {
        fields.reader.object_to("station", "unknown_station", "there is no such station here");
    }
    if (fields.answers_wrong(request, respond)) return;
    context.doorkeeper.add_token(
        std::move(token), [request, respond](const Result<std::string>& secret) {
            respond(secret ? http::json_response(json::serialize(json::object{{"token", *secret}}))
                           : http::to_response(http::problem_of(secret.error()), request));
        });
}

void remove_token(const ApiContext& context, const Request& request, const Responder& respond) {
    Fields fields(request);
    std::string name = fields.needed("name", core::kOperatorMax);
    if (fields.answers_wrong(request, respond)) return;
    context.doorkeeper.remove_token(std::move(name), when_done(request, respond));
}

using Act = void (*)(const ApiContext&, const Request&, const Responder&);
using View = http::Response (*)(const ApiContext&);

http::Route operators_route(std::string pattern, std::string summary) {
    http::Route route;
    route.pattern = std::move(pattern);
    route.summary = std::move(summary);
    route.operator_only = true;
    return route;
}

void add_post(http::Router& router, const SharedContext& context, http::Route route, Act act) {
    route.method = http::Method::post;
    route.body = http::BodyKind::json;
    route.handler = [context, act](const Request& request, const Responder& respond) {
        act(*context, request, respond);
    };
    router.add(std::move(route));
}

void add_get(http::Router& router, const SharedContext& context, http::Route route, View view) {
    route.handler = [context, view](const Request&, const Responder& respond) {
        respond(view(*context));
    };
    router.add(std::move(route));
}

}  // namespace

void add_people_routes(http::Router& router, const SharedContext& context) {
    add_get(router, context, operators_route("/api/v1/people", "Who may sign in"), list_people);
    add_post(router, context, operators_route("/api/v1/people", "Let somebody sign in"),
             add_person);
    add_post(router, context, operators_route("/api/v1/people/pin", "Give a new PIN"), change_pin);
    add_post(router, context, operators_route("/api/v1/people/remove", "Let somebody go"),
             remove_person);
    add_get(router, context, operators_route("/api/v1/tokens", "Tokens of devices"), list_tokens);
    add_post(router, context, operators_route("/api/v1/tokens", "Make a token"), add_token);
    add_post(router, context, operators_route("/api/v1/tokens/remove", "Refuse a token from now"),
             remove_token);
}

}  // namespace kiosk::api
