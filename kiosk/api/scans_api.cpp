// kiosk/api/scans_api.cpp — body to request, outcome to answer.
#include "kiosk/api/scans_api.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "kiosk/api/audience_of.hpp"
#include "kiosk/api/authentication.hpp"
#include "kiosk/api/order_check_in.hpp"
#include "kiosk/api/said_texts.hpp"
#include "kiosk/api/status_api.hpp"
#include "kiosk/wire/outcome_json.hpp"
#include "kiosk/wire/scan_request.hpp"
#include "kiosk/wire/station_names.hpp"

namespace kiosk::api {
namespace {

using http::Request;
using http::Responder;

std::string known_stations(const ports::StatusView& status) {
    std::string ids;
    for (const auto& station : status.stations) {
        if (!ids.empty()) ids += ", ";
        ids += station.id;
    }
    return ids;
}

// An unknown station is a wrong field, not a missing page.
std::optional<http::Problem> station_objection(const ports::ScanRequest& asked,
                                               const ports::StatusView& status) {
    const bool choice_needed = asked.station.empty() && status.stations.size() != 1;
    const bool known = wire::find_station(status, asked.station) != nullptr;
    if (!choice_needed && (known || asked.station.empty())) return std::nullopt;
    const std::string what =
        asked.station.empty() ? "station is missing" : "no station \"" + asked.station + "\"";
    const std::string code = asked.station.empty() ? "missing" : "unknown_station";
    return http::validation_problem(
        {{"/station", code, fmt::format("{}; known: {}", what, known_stations(status))}});
}

// Of a request that station_objection() passed.
const ports::StationView& station_of(const ports::ScanRequest& asked,
                                     const ports::StatusView& status) {
    return asked.station.empty() ? status.stations.front()
                                 : *wire::find_station(status, asked.station);
}

// Found before anything is kept: what the list refuses is recorded only where it may be.
std::optional<http::Problem> force_objection(const ports::ScanRequest& asked,
                                             const ports::StationView& station) {
    if (!asked.force && !asked.ignore_unpaid) return std::nullopt;
    if (station.may_force)
        return objection_to_empty(std::array{SaidText{"operator", asked.operator_id}});
    return http::problem_of(
        {Errc::denied, fmt::format("nobody may {} at station \"{}\"",
                                   asked.force ? "force" : "ignore_unpaid", station.id)});
}

// A station's token scans at its station; whoever sets a refusal aside leads, and is named. The way
// out is never refused, so nothing is set aside there.
std::optional<http::Problem> caller_objection(const Request& request, ports::ScanRequest& asked) {
    const std::string& bound = request.caller.station;
    if (!bound.empty() && asked.station.empty()) asked.station = bound;
    if (!bound.empty() && asked.station != bound) {
        return http::problem_of(
            {Errc::denied, fmt::format("this token is good at station \"{}\" alone", bound)});
    }
    if (asked.direction == core::Direction::exit) return std::nullopt;
    if (!asked.force && !asked.ignore_unpaid) return std::nullopt;
    if (auto objection = role_objection(request, ports::Role::lead)) return objection;
    auto who = operator_of(request, asked.operator_id);
    if (auto* objection = std::get_if<http::Problem>(&who)) return std::move(*objection);
    asked.operator_id = std::get<std::string>(std::move(who));
    asked.operator_proof = proof_of(request);
    return std::nullopt;
}

// Answers to questions that nobody asks are a mistake of the client, found before anything is kept.
std::optional<http::Problem> question_objection(const ports::ScanRequest& asked,
                                                const ports::StatusView& status) {
    for (const auto& [id, text] : asked.answers) {
        if (std::ranges::find(status.questions, id, &ports::QuestionView::id) !=
            status.questions.end()) {
            continue;
        }
        std::string known;
        for (const auto& question : status.questions) {
            known += (known.empty() ? "" : ", ") + question.id;
        }
        return http::validation_problem(
            {{"/answers", "unknown_question",
              fmt::format("no question \"{}\"; {}", id.substr(0, 64),
                          known.empty() ? "there is none" : "known: " + known)}});
    }
    return std::nullopt;
}

http::Response answer_to(const ApiContext& context, const Request& request,
                         const Result<core::Outcome>& outcome, Instant asked_at) {
    if (!outcome) return http::to_response(http::problem_of(outcome.error()), request);
    const auto took =
        std::chrono::floor<std::chrono::milliseconds>(context.clock.now().mono - asked_at);
    return http::json_response(wire::print_outcome(
        *outcome, context.station.status(), context.time_text, took, screen_audience_of(request)));
}

void decide(const SharedContext& context, const Request& request, const Responder& respond,
            wire::Read<ports::ScanRequest> read) {
    if (!read) {
        respond(http::to_response(http::validation_problem(std::move(read).error()), request));
        return;
    }
    if (auto objection = caller_objection(request, *read)) {
        respond(http::to_response(*objection, request));
        return;
    }
    read->by_staff = is_at_the_socket(request);
    const auto status = context->station.status();
    if (auto objection = station_objection(*read, status)) {
        respond(http::to_response(*objection, request));
        return;
    }
    const auto& station = station_of(*read, status);
    const bool is_exit = read->direction.value_or(station.direction) == core::Direction::exit;
    if (is_exit) {
        // The way out asks for nothing, so nothing that comes with the code can close it.
        read->force = read->ignore_unpaid = false;
        read->answers.clear();
    }
    if (auto objection = force_objection(*read, station)) {
        respond(http::to_response(*objection, request));
        return;
    }
    if (auto objection = question_objection(*read, status)) {
        respond(http::to_response(*objection, request));
        return;
    }
    // Without a disk the station still answers, by its zone's policy; without a list it cannot.
    if (!is_exit && !status.roster_loaded) {
        respond(http::to_response(not_ready_problem(status), request));
        return;
    }
    if (read->whole_order) return check_in_order(context, request, respond, *std::move(read));
    const Instant asked_at = context->clock.now().mono;
    context->station.scan(*std::move(read),
                          [context, request, respond, asked_at](Result<core::Outcome> outcome) {
                              respond(answer_to(*context, request, outcome, asked_at));
                          });
}

void add_post(http::Router& router, std::string pattern, std::string summary,
              http::Handler handler) {
    http::Route route;
    route.method = http::Method::post;
    route.pattern = std::move(pattern);
    route.summary = std::move(summary);
    route.body = http::BodyKind::json;
    route.handler = std::move(handler);
    router.add(std::move(route));
}

}  // namespace

void add_scan_routes(http::Router& router, const SharedContext& context) {
    add_post(router, "/api/v1/scans", "Decide and record one scan",
             [context](const Request& request, const Responder& respond) {
                 decide(context, request, respond,
                        wire::read_scan_request(request.body, is_at_the_socket(request)));
             });
    add_post(router, "/api/v1/checkins", "Check in someone found by name",
             [context](const Request& request, const Responder& respond) {
                 decide(context, request, respond,
                        wire::read_check_in_request(request.body, is_at_the_socket(request)));
             });
}

}  // namespace kiosk::api
