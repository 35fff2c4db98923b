// kiosk/http/problem.cpp — the table of problem types.
#include "kiosk/http/problem.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/base/check.hpp"
#include "kiosk/wire/problem_json.hpp"

namespace kiosk::http {
namespace {

constexpr std::array kTypes{
    ProblemType{"bad-request", "Request not understood",
                "The request is not correct HTTP. Nothing was done.", 400},
    ProblemType{"unauthorized", "Sign in first",
                "Only somebody who has said who they are may do this: by name and PIN, or by a "
                "token. Nothing was done.",
                401},
    ProblemType{"forbidden", "Not allowed",
                "The request may not be made from here, or not by this person. Nothing was done.",
                403},
    ProblemType{"not-found", "Not found", "There is nothing of this name.", 404},
    ProblemType{"method-not-allowed", "Method not allowed",
                "This address exists, but takes other methods: see the Allow header.", 405},
    ProblemType{"conflict", "Conflict",
                "It exists already or was changed meanwhile. Load it again, then repeat.", 409},
    ProblemType{"too-large", "Too large", "The request passed a limit, which the detail names.",
                413},
    ProblemType{"unsupported", "Type not supported",
                "The body is of a type that this address does not take.", 415},
    ProblemType{"misdirected", "Wrong host",
                "The Host header does not name this device. Use the address it printed.", 421},
    ProblemType{"validation", "Request not valid",
                "The request was understood, but some of its fields are wrong: see errors.", 422},
    ProblemType{"pin-locked", "Too many wrong PINs",
                "After 5 wrong PINs nobody signs in by this name for a while: see Retry-After.",
                429},
    ProblemType{"internal", "Internal error",
                "The device failed. The log has more under the trace_id.", 500},
    ProblemType{"not-ready", "Not ready",
                "The device cannot decide or store now: it has no attendee list, or its storage "
                "failed. The detail says which.",
                503},
    ProblemType{"overloaded", "Overloaded", "Too much at once. Wait a moment, then repeat.", 503},
};

const ProblemType& type_of(std::string_view slug) {
    const auto* const found = std::ranges::find(kTypes, slug, &ProblemType::slug);
    KIOSK_CHECK(found != kTypes.end(), "every problem has a type of the table");
    return *found;
}

std::string_view slug_of(Errc code) {
    switch (code) {
        case Errc::invalid_input: return "validation";
        case Errc::too_large: return "too-large";
        case Errc::not_found: return "not-found";
        case Errc::conflict:
        case Errc::locked: return "conflict";
        case Errc::denied: return "forbidden";
        case Errc::unsupported: return "unsupported";
        case Errc::no_space:
        case Errc::unavailable: return "not-ready";
        case Errc::timed_out: return "overloaded";
        case Errc::io_failure:
        case Errc::corrupt: return "internal";
    }
    KIOSK_UNREACHABLE();
}

}  // namespace

std::span<const ProblemType> problem_types() {
    return kTypes;
}

Problem problem_of(const Error& error) {
    Problem problem;
    problem.slug = slug_of(error.code);
    problem.detail = error.context.empty() ? std::string(describe(error.code)) : error.context;
    if (type_of(problem.slug).status == 503) problem.retry_after = std::chrono::seconds(5);
    return problem;
}

Problem validation_problem(std::vector<wire::FieldError> errors) {
    Problem problem;
    problem.slug = "validation";
    if (!errors.empty()) problem.detail = errors.front().detail;
    problem.errors = std::move(errors);
    return problem;
}

Response to_response(const Problem& problem, const Request& request) {
    const ProblemType& type = type_of(problem.slug);
    wire::ProblemBody body;
    body.type = "/problems/" + std::string(type.slug);
    body.title = type.title;
    body.status = type.status;
    body.detail = problem.detail;
    body.instance = request.path;
    body.trace_id = request.trace_id;
    body.errors = problem.errors;
    Response response;
    response.status = type.status;
    response.content_type = "application/problem+json";
    response.body = wire::print_problem(body);
    if (problem.retry_after) {
        response.headers.push_back({"Retry-After", std::to_string(problem.retry_after->count())});
    }
    // RFC 9110 section 15.5.2: a 401 says how. Browsers ask nobody for a Bearer token.
    if (type.status == 401) response.headers.push_back({"WWW-Authenticate", "Bearer"});
    if (!problem.allow.empty()) response.headers.push_back({"Allow", problem.allow});
    return response;
}

}  // namespace kiosk::http
