// kiosk/api/status_api.cpp — read-only views of the station.
#include "kiosk/api/status_api.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "kiosk/api/audience_of.hpp"
#include "kiosk/api/plain_route.hpp"
#include "kiosk/wire/event_json.hpp"
#include "kiosk/wire/status_json.hpp"

namespace kiosk::api {
namespace {

using http::Request;
using http::Responder;

http::Response readiness(const ApiContext& context, const Request& request) {
    if (context.station.ready()) return http::json_response(wire::print_health("ready"));
    return http::to_response(not_ready_problem(context.station.status()), request);
}

// The page behind the "type" of a problem body.
http::Response problem_page(const Request& request) {
    const auto types = http::problem_types();
    const auto& slug = request.path_parameters.find("type")->second;
    const auto type = std::ranges::find(types, slug, &http::ProblemType::slug);
    if (type == types.end()) {
        http::Problem problem;
        problem.slug = "not-found";
        problem.detail = "there is no problem type of this name";
        return http::to_response(problem, request);
    }
    http::Response response;
    response.content_type = "text/plain; charset=utf-8";
    response.body = std::to_string(type->status) + " " + std::string(type->title) + "\n\n" +
                    std::string(type->meaning) + "\n";
    return response;
}

}  // namespace

http::Problem not_ready_problem(const ports::StatusView& status) {
    http::Problem problem;
    problem.slug = "not-ready";
    problem.retry_after = std::chrono::seconds(5);
    if (!status.roster_loaded) {
        problem.detail = "no attendee list yet; load one with: kioskctl import FILE.csv";
    } else if (status.storage.state == core::StorageState::red) {
        problem.detail = "storage problem: " + status.storage.sentence;
    } else {
        problem.detail = "the station is starting or stopping";
    }
    return problem;
}

void add_status_routes(http::Router& router, const SharedContext& context) {
    add_get(router, "/healthz", "Process is alive", [](const Request&, const Responder& respond) {
        respond(http::json_response(wire::print_health("ok")));
    });
    add_get(router, "/readyz", "Station can decide and store",
            [context](const Request& request, const Responder& respond) {
                respond(readiness(*context, request));
            });
    add_get(router, "/api/v1/status", "Node, list, storage, stations, readers",
            [context](const Request& request, const Responder& respond) {
                respond(http::json_response(wire::print_status(
                    context->station.status(), context->station.ready(), audience_of(request))));
            });
    add_get(
        router, "/problems/{type}", "What a problem type means",
        [](const Request& request, const Responder& respond) { respond(problem_page(request)); });
}

}  // namespace kiosk::api
