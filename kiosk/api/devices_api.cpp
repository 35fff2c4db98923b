// kiosk/api/devices_api.cpp — rows of the status; acts that screens carry out; rehearsals kept.
#include "kiosk/api/devices_api.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>
#include <fmt/format.h>

#include "kiosk/api/audience_of.hpp"
#include "kiosk/api/authentication.hpp"
#include "kiosk/api/plain_route.hpp"
#include "kiosk/api/said_texts.hpp"
#include "kiosk/wire/device_rows_json.hpp"
#include "kiosk/wire/json_reader.hpp"
#include "kiosk/wire/rfc3339.hpp"
#include "kiosk/wire/supervisor_json.hpp"

namespace kiosk::api {
namespace {

namespace json = boost::json;
using http::Request;
using http::Responder;

constexpr std::size_t kActionMax = 32;   // bytes
constexpr std::size_t kChecksMax = 200;  // of one rehearsal
constexpr std::size_t kCheckMax = 120;   // bytes of a check's name and of what came of it

http::Response devices(const ApiContext& context, const FleetHooks& hooks) {
    const auto status = context.station.status();
    const auto temperature = hooks.temperature ? hooks.temperature() : std::nullopt;
    json::object document;
    document["as_of"] = wire::to_rfc3339(context.clock.now().utc);
    json::array items;
    for (auto& row : wire::device_rows(status, context.station.ready(), temperature)) {
        items.push_back(std::move(row));
    }
    document["items"] = std::move(items);
    return http::json_response(json::serialize(document));
}

http::Response refused_action(const Request& request, std::string code, std::string detail) {
    return http::to_response(
        http::validation_problem({{"/action", std::move(code), std::move(detail)}}), request);
}

// The station's screens do it; how many listen is all that is known here.
http::Response act(const ApiContext& context, EventsFeed& feed, const Request& request) {
    wire::JsonReader reader(request.body);
    reader.require("action");
    const std::string action = reader.text("action", kActionMax).value_or("");
    if (auto errors = reader.errors(); !errors.empty()) {
        return http::to_response(http::validation_problem(std::move(errors)), request);
    }
    const std::string& device = request.path_parameters.find("id")->second;
    const auto actions = wire::device_actions(context.station.status(), device);
    if (!actions) {
        return http::to_response(
            http::problem_of({Errc::not_found, "there is no device of this id: see /devices"}),
            request);
    }
    const auto* const cannot = actions->if_contains(action);
    if (cannot == nullptr) {
        return refused_action(request, "unknown_value", "this device knows no such action");
    }
    if (!cannot->is_null()) {
        return refused_action(request, "cannot", std::string(cannot->as_string()));
    }
    const json::object done{{"device", device}, {"action", action}};
    feed.publish("device", "device.action", json::serialize(done));
    json::object answer = done;
    answer["screens"] = feed.clients();
    return http::json_response(json::serialize(answer));
}

http::Response rehearsals(const FleetHooks& hooks) {
    json::array items;
    if (hooks.rehearsals) {
        for (const std::string& line : hooks.rehearsals()) {
            boost::system::error_code damaged;
            json::value one = json::parse(line, damaged);
            if (!damaged) items.push_back(std::move(one));
        }
    }
    return http::json_response(json::serialize(json::object{{"items", std::move(items)}}));
}

http::Response keep_rehearsal(const ApiContext& context, const FleetHooks& hooks,
                              const Request& request) {
    wire::JsonReader reader(request.body);
    const std::string claimed = wire::read_operator(reader, "operator", is_at_the_socket(request));
    reader.require("checks");
    const auto checks = reader.texts("checks", kChecksMax, kCheckMax);
    reader.require("passed");
    const bool passed = reader.boolean("passed").value_or(false);
    if (auto errors = reader.errors(); !errors.empty()) {
        return http::to_response(http::validation_problem(std::move(errors)), request);
    }
    auto who = operator_of(request, claimed);
    if (const auto* objection = std::get_if<http::Problem>(&who)) {
        return http::to_response(*objection, request);
    }
    json::object kept;
    kept["at"] = wire::to_rfc3339(context.clock.now().utc);
    kept["operator"] = std::get<std::string>(who);
    kept["operator_proof"] = core::name_of(proof_of(request));
    kept["passed"] = passed;
    kept["checks"] = json::value_from(checks);
    std::string line = json::serialize(kept);
    if (!hooks.keep_rehearsal) {
        return http::to_response(
            http::problem_of({Errc::unavailable, "this station keeps no rehearsals"}), request);
    }
    const auto done = hooks.keep_rehearsal(line);
    return done ? http::json_response(std::move(line))
                : http::to_response(http::problem_of(done.error()), request);
}

}  // namespace

void add_device_routes(http::Router& router, const SharedContext& context, EventsFeed& feed,
                       const FleetHooks& hooks) {
    add_get(router, "/api/v1/devices", "Computer, stations and readers; trouble first",
            [context, hooks](const Request&, const Responder& respond) {
                respond(devices(*context, hooks));
            });
    http::Route action;
    action.method = http::Method::post;
    action.pattern = "/api/v1/devices/{id}/actions";
    action.summary = "Let a station show which it is, or sound";
    action.body = http::BodyKind::json;
    action.handler = [context, &feed](const Request& request, const Responder& respond) {
        respond(act(*context, feed, request));
    };
    router.add(std::move(action));
    add_get(router, "/api/v1/rehearsals", "What was tried before doors, newest first",
            [hooks](const Request&, const Responder& respond) { respond(rehearsals(hooks)); });
    http::Route keep;
    keep.method = http::Method::post;
    keep.pattern = "/api/v1/rehearsals";
    keep.summary = "Keep what was tried before doors";
    keep.body = http::BodyKind::json;
    keep.handler = [context, hooks](const Request& request, const Responder& respond) {
        respond(keep_rehearsal(*context, hooks, request));
    };
    router.add(std::move(keep));
}

}  // namespace kiosk::api
