// kiosk/api/supervisor_api.cpp — requests of supervisors to the station, and back.
#include "kiosk/api/supervisor_api.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/api/audience_of.hpp"
#include "kiosk/api/authentication.hpp"
#include "kiosk/api/query_reader.hpp"
#include "kiosk/api/said_texts.hpp"
#include "kiosk/api/scan_reference.hpp"
#include "kiosk/api/session_api.hpp"
#include "kiosk/http/access_gate.hpp"
#include "kiosk/wire/explanation_json.hpp"
#include "kiosk/wire/ids_text.hpp"
#include "kiosk/wire/outcome_json.hpp"
#include "kiosk/wire/supervisor_json.hpp"

namespace kiosk::api {
namespace {

using http::Request;
using http::Responder;

constexpr std::size_t kBootMax = 64;  // bytes
constexpr std::uint64_t kNumberMax = std::numeric_limits<std::int64_t>::max();

http::Response no_scan(const Request& request) {
    return http::to_response(http::problem_of({Errc::not_found, "there is no scan of this id"}),
                             request);
}

void act(const SharedContext& context, const Request& request, const Responder& respond,
         wire::Read<ports::SupervisorRequest> read) {
    if (!read) {
        respond(http::to_response(http::validation_problem(std::move(read).error()), request));
        return;
    }
    auto who = operator_of(request, read->by);
    if (const auto* objection = std::get_if<http::Problem>(&who)) {
        respond(http::to_response(*objection, request));
        return;
    }
    read->by = std::get<std::string>(std::move(who));
    read->proof = proof_of(request);
    std::vector<SaidText> said{{"operator", read->by}};
    // An alarm does not wait for words.
    const bool alarm = read->act == core::SupervisorAct::begin_emergency && read->note.empty();
    if (!alarm) said.push_back({"note", read->note});
    if (const auto objection = objection_to_empty(said)) {
        respond(http::to_response(*objection, request));
        return;
    }
    context->station.act(
        *std::move(read), [request, respond](const Result<ports::SupervisorAnswer>& answer) {
            respond(answer ? http::json_response(wire::print_supervisor_answer(*answer))
                           : http::to_response(http::problem_of(answer.error()), request));
        });
}

void let_in(const SharedContext& context, const Request& request, const Responder& respond,
            ports::OverrideRequest override) {
    const Instant asked_at = context->clock.now().mono;
    context->station.let_in(
        std::move(override), [context, request, respond, asked_at](Result<core::Outcome> outcome) {
            if (!outcome) {
                respond(http::to_response(http::problem_of(outcome.error()), request));
                return;
            }
            const auto took =
                std::chrono::floor<std::chrono::milliseconds>(context->clock.now().mono - asked_at);
            respond(http::json_response(wire::print_outcome(*outcome, context->station.status(),
                                                            context->time_text, took,
                                                            screen_audience_of(request))));
        });
}

// Two typed names are one person's to type: the second one proves theirs by a PIN, here and now.
void let_in_by_two(const SharedContext& context, const Request& request, const Responder& respond,
                   wire::Resolution read) {
    std::string second = read.request.let_in.second;
    context->doorkeeper.check_pin(
        std::move(second), std::move(read.second_pin),
        [context, request, respond,
         override = std::move(read.request)](const ports::PinAnswer& answer) mutable {
            auto objection = pin_objection(answer);
            if (!objection) {
                const auto& caller = std::get<ports::Caller>(answer);
                objection = http::objection_to_role(caller, ports::Role::lead);
                override.let_in.second = caller.name;
                override.let_in.second_proof = core::NameProof::pin;
            }
            if (objection) {
                objection->errors = {{"/second_pin", "not_proved", objection->detail}};
                respond(http::to_response(*objection, request));
                return;
            }
            let_in(context, request, respond, std::move(override));
        });
}

// What is wrong with who asks, beside the second person's PIN.
std::optional<http::Problem> who_objection(const Request& request, wire::Resolution& read) {
    core::Override& names = read.request.let_in;
    auto who = operator_of(request, names.by);
    if (auto* objection = std::get_if<http::Problem>(&who)) return std::move(*objection);
    names.by = std::get<std::string>(std::move(who));
    names.proof = proof_of(request);
    if (!names.second.empty()) names.second_proof = core::NameProof::claimed;
    std::vector<SaidText> said{{"operator", names.by}, {"reason", names.note}};
    if (!names.second.empty()) said.push_back({"second", names.second});
    if (auto objection = objection_to_empty(said)) return objection;
    const bool is_claimed = !names.second.empty() && read.second_pin.empty();
    if (is_claimed && !is_at_the_socket(request)) {
        return http::validation_problem(
            {{"/second_pin", "missing", "second_pin is missing: a second person proves it"}});
    }
    return std::nullopt;
}

void resolve(const SharedContext& context, const Request& request, const Responder& respond) {
    const auto scan = scan_in(request);
    const auto* id = scan ? std::get_if<core::ScanId>(&*scan) : nullptr;
    if (id == nullptr) return respond(no_scan(request));
    auto read = wire::read_resolution(request.body, is_at_the_socket(request));
    if (!read) {
        respond(http::to_response(http::validation_problem(std::move(read).error()), request));
        return;
    }
    if (const auto objection = who_objection(request, *read)) {
        respond(http::to_response(*objection, request));
        return;
    }
    read->request.scan = *id;
    if (read->second_pin.empty()) {
        let_in(context, request, respond, std::move(read->request));
    } else {
        let_in_by_two(context, request, respond, *std::move(read));
    }
}

void explain(const SharedContext& context, const Request& request, const Responder& respond) {
    const auto scan = scan_in(request);
    if (!scan) return respond(no_scan(request));
    context->station.explain(*scan, [request, respond](const Result<core::ReplayFinding>& finding) {
        respond(finding ? http::json_response(wire::print_explanation(*finding))
                        : http::to_response(http::problem_of(finding.error()), request));
    });
}

void list_alerts(const SharedContext& context, const Request& request, const Responder& respond) {
    QueryReader reader(request);
    std::uint64_t after = reader.number("after", 0, {0, kNumberMax});
    const std::string boot = reader.text("boot", kBootMax);
    // Another run of the daemon numbered anew: whoever counts by the old one gets all again.
    if (!boot.empty() && boot != context->boot) after = 0;
    auto errors = reader.errors();
    respond(
        errors.empty()
            ? http::json_response(wire::print_alerts(context->station.alerts(after), context->boot))
            : http::to_response(http::validation_problem(std::move(errors)), request));
}

http::Route json_post(std::string pattern, std::string summary) {
    http::Route route;
    route.method = http::Method::post;
    route.pattern = std::move(pattern);
    route.summary = std::move(summary);
    route.body = http::BodyKind::json;
    return route;
}

http::Route staff_post(std::string pattern, std::string summary, std::string command) {
    http::Route route = json_post(std::move(pattern), std::move(summary));
    route.command = std::move(command);
    return route;
}

void add_emergency(http::Router& router, const SharedContext& context) {
    using core::SupervisorAct;
    http::Route begin = staff_post("/api/v1/emergency/begin", "People are to leave",
                                   "kioskctl emergency begin --operator NAME --note TEXT");
    begin.handler = [context](const Request& request, const Responder& respond) {
        act(context, request, respond,
            wire::read_emergency(request.body, SupervisorAct::begin_emergency,
                                 is_at_the_socket(request)));
    };
    router.add(std::move(begin));
    http::Route end = staff_post("/api/v1/emergency/end", "The emergency is over",
                                 "kioskctl emergency end --operator NAME --note TEXT");
    end.handler = [context](const Request& request, const Responder& respond) {
        act(context, request, respond,
            wire::read_emergency(request.body, SupervisorAct::end_emergency,
                                 is_at_the_socket(request)));
    };
    router.add(std::move(end));
}

}  // namespace

void add_supervisor_routes(http::Router& router, const SharedContext& context) {
    add_emergency(router, context);
    http::Route forgive = staff_post("/api/v1/forgiveness", "Let somebody's next entry pass",
                                     "kioskctl forgive WHO --operator NAME --note TEXT");
    forgive.handler = [context](const Request& request, const Responder& respond) {
        act(context, request, respond,
            wire::read_forgiveness(request.body, is_at_the_socket(request)));
    };
    router.add(std::move(forgive));
    http::Route override = staff_post("/api/v1/scans/{id}/resolve", "Let in whom a scan refused",
                                      "kioskctl override SCAN --operator NAME --reason TEXT");
    override.handler = [context](const Request& request, const Responder& respond) {
        resolve(context, request, respond);
    };
    router.add(std::move(override));
    http::Route explanation;
    explanation.pattern = "/api/v1/scans/{id}/explanation";
    explanation.summary = "One scan, check by check";
    explanation.command = "kioskctl explain";
    explanation.handler = [context](const Request& request, const Responder& respond) {
        explain(context, request, respond);
    };
    router.add(std::move(explanation));
    http::Route alerts;
    alerts.pattern = "/api/v1/alerts";
    alerts.summary = "Silent alerts, for the security lead";
    alerts.command = "kioskctl alerts";
    alerts.handler = [context](const Request& request, const Responder& respond) {
        list_alerts(context, request, respond);
    };
    router.add(std::move(alerts));
}

}  // namespace kiosk::api
