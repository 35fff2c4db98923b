// kiosk/api/authentication.cpp — RFC 6750 (Bearer) and RFC 6265 (cookies).
#include "kiosk/api/authentication.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "kiosk/http/access_gate.hpp"
#include "kiosk/search/operator_names.hpp"

namespace kiosk::api {
namespace {

using http::Request;
using http::Route;
using ports::Caller;
using ports::Role;

http::Problem no_token(std::string detail) {
    http::Problem problem;
    problem.slug = "unauthorized";
    problem.detail = std::move(detail);
    return problem;
}

std::variant<Caller, http::Problem> by_token(const ApiContext& context, const Request& request) {
    static constexpr std::string_view kScheme = "Bearer ";
    if (request.count_headers("authorization") != 1) {
        return no_token("Authorization is given twice");
    }
    std::string_view value = *request.header("authorization");
    if (!value.starts_with(kScheme)) return no_token("Authorization is not \"Bearer TOKEN\"");
    value.remove_prefix(kScheme.size());
    if (auto caller = context.doorkeeper.by_token(value)) return *std::move(caller);
    return no_token("the token is not known here; see: kioskctl tokens list");
}

bool is_supervisors_act(const Route& route) {
    return route.least_role >= Role::lead && http::changes_state(route.method);
}

}  // namespace

std::optional<std::string_view> session_secret(const Request& request) {
    for (const http::Header& header : request.headers) {
        if (header.name != "cookie") continue;
        std::string_view rest = header.value;
        while (!rest.empty()) {
            const std::size_t end = rest.find(';');
            std::string_view pair = rest.substr(0, end);
            rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
            pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
            if (!pair.starts_with(kSessionCookie)) continue;
            pair.remove_prefix(kSessionCookie.size());
            if (pair.starts_with('=')) return pair.substr(1);
        }
    }
    return std::nullopt;
}

http::Authenticate authenticate_by(SharedContext context) {
    return [context = std::move(context)](
               const Request& request, const Route& route) -> std::variant<Caller, http::Problem> {
        if (is_at_the_socket(request)) return Caller{.role = Role::admin};
        if (request.header("authorization")) return by_token(*context, request);
        if (const auto secret = session_secret(request)) {
            const bool acts = is_supervisors_act(route);
            if (auto caller = context->doorkeeper.by_session(*secret, acts)) {
                return *std::move(caller);
            }
        }
        return Caller{.role = request.loopback ? Role::gate : Role::nobody};
    };
}

bool is_at_the_socket(const Request& request) {
    return request.transport == http::Transport::unix_socket;
}

// authenticate_by() let through nobody else: a name over TCP comes of a token or a session, and a
// session of a PIN.
core::NameProof proof_of(const Request& request) {
    if (is_at_the_socket(request)) return core::NameProof::claimed;
    return request.header("authorization") ? core::NameProof::token : core::NameProof::pin;
}

std::optional<http::Problem> role_objection(const Request& request, Role least) {
    return http::objection_to_role(request.caller, least);
}

std::variant<std::string, http::Problem> operator_of(const Request& request,
                                                     const std::string& claimed) {
    const std::string& proved = request.caller.name;
    if (is_at_the_socket(request)) return claimed;
    if (claimed.empty() || search::is_same_name(claimed, proved)) return proved;
    return http::validation_problem(
        {{"/operator", "not_you",
          "operator is \"" + claimed + "\", but \"" + proved + "\" is signed in"}});
}

}  // namespace kiosk::api
