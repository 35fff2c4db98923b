// kiosk/api/undo_api.cpp — who asks, which check-in, and the answer.
#include "kiosk/api/undo_api.hpp"

#include <array>
#include <string>
#include <utility>
#include <variant>

#include "kiosk/api/authentication.hpp"
#include "kiosk/api/said_texts.hpp"
#include "kiosk/api/scan_reference.hpp"
#include "kiosk/wire/undo_json.hpp"

namespace kiosk::api {
namespace {

using http::Request;
using http::Responder;

// A desk's token undoes at its desk alone; a lead is named where the request comes from the socket.
std::optional<http::Problem> caller_objection(const Request& request, ports::UndoRequest& asked) {
    const std::string& bound = request.caller.station;
    if (!bound.empty() && asked.station.empty()) asked.station = bound;
    if (!bound.empty() && asked.station != bound) {
        return http::problem_of(
            {Errc::denied, "this token is good at station \"" + bound + "\" alone"});
    }
    auto who = operator_of(request, asked.by);
    if (auto* objection = std::get_if<http::Problem>(&who)) return std::move(*objection);
    asked.by = std::get<std::string>(std::move(who));
    if (!asked.by.empty()) asked.proof = proof_of(request);
    asked.by_lead = !role_objection(request, ports::Role::lead);
    if (asked.cause != core::UndoCause::other) return std::nullopt;
    return objection_to_empty(std::array{SaidText{"note", asked.note}});
}

void undo(const SharedContext& context, const Request& request, const Responder& respond) {
    const auto scan = scan_in(request);
    if (!scan) {
        respond(http::to_response(
            http::problem_of({Errc::not_found, "there is no check-in of this id"}), request));
        return;
    }
    auto read = wire::read_undo_request(request.body, is_at_the_socket(request));
    if (!read) {
        respond(http::to_response(http::validation_problem(std::move(read).error()), request));
        return;
    }
    read->scan = *scan;
    if (const auto objection = caller_objection(request, *read)) {
        respond(http::to_response(*objection, request));
        return;
    }
    context->station.undo(
        *std::move(read), [request, respond](const Result<ports::UndoAnswer>& answer) {
            if (answer) {
                respond(http::json_response(wire::print_undo_answer(*answer)));
            } else if (answer.error().code == Errc::invalid_input) {
                respond(http::to_response(
                    http::validation_problem({{"/reason", "missing", answer.error().context}}),
                    request));
            } else {
                respond(http::to_response(http::problem_of(answer.error()), request));
            }
        });
}

}  // namespace

void add_undo_route(http::Router& router, const SharedContext& context) {
    http::Route route;
    route.method = http::Method::post;
    route.pattern = "/api/v1/checkins/{id}/undo";
    route.summary = "Take a check-in back";
    route.command = "kioskctl undo CHECKIN --reason REASON --operator NAME";
    route.body = http::BodyKind::json;
    route.handler = [context](const Request& request, const Responder& respond) {
        undo(context, request, respond);
    };
    router.add(std::move(route));
}

}  // namespace kiosk::api
