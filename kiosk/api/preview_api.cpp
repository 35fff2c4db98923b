// kiosk/api/preview_api.cpp — hands one picture on.
#include "kiosk/api/preview_api.hpp"

#include <chrono>
#include <string>
#include <utility>

#include "kiosk/api/query_reader.hpp"

namespace kiosk::api {
namespace {

using http::Request;
using http::Responder;

http::Response response_of(Result<std::string> picture, const Request& request) {
    if (!picture) {
        http::Problem problem = http::problem_of(picture.error());
        // The question has set the pictures going: the next comes within a frame or two.
        if (problem.retry_after) problem.retry_after = std::chrono::seconds(1);
        return http::to_response(std::move(problem), request);
    }
    http::Response response;
    response.content_type = "image/jpeg";
    response.body = *std::move(picture);
    return response;
}

void preview(const SharedContext& context, const Request& request, const Responder& respond) {
    QueryReader reader(request);
    if (auto errors = reader.errors(); !errors.empty()) {
        respond(http::to_response(http::validation_problem(std::move(errors)), request));
        return;
    }
    const std::string& camera = request.path_parameters.find("id")->second;
    context->station.preview(camera, [request, respond](Result<std::string> picture) {
        respond(response_of(std::move(picture), request));
    });
}

}  // namespace

void add_preview_route(http::Router& router, const SharedContext& context) {
    http::Route route;
    route.pattern = "/api/v1/cameras/{id}/preview";
    route.summary = "What a camera sees now, as a JPEG";
    route.command = "kioskctl devices preview";
    route.handler = [context](const Request& request, const Responder& respond) {
        preview(context, request, respond);
    };
    router.add(std::move(route));
}

}  // namespace kiosk::api
