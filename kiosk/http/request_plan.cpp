// kiosk/http/request_plan.cpp — the checks of a request in their order.
#include "kiosk/http/request_plan.hpp"

#include <utility>
#include <variant>

#include <fmt/format.h>

#include "kiosk/base/check.hpp"
#include "kiosk/http/access_gate.hpp"
#include "kiosk/http/limits.hpp"
#include "kiosk/http/target.hpp"

namespace kiosk::http {
namespace {

Problem problem(std::string_view slug, std::string detail) {
    Problem made;
    made.slug = slug;
    made.detail = std::move(detail);
    return made;
}

Problem target_problem(const Error& error) {
    return problem(error.code == Errc::too_large ? "too-large" : "bad-request", error.context);
}

Problem unknown_method() {
    Problem made = problem("method-not-allowed", "method is not known");
    made.allow = "GET, HEAD, POST";
    return made;
}

char lowered(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// "text/csv; charset=utf-8" is text/csv.
bool is_media_type(std::optional<std::string_view> header, std::string_view wanted) {
    if (!header) return false;
    std::string type(header->substr(0, header->find(';')));
    while (type.ends_with(' ') || type.ends_with('\t')) type.pop_back();
    for (char& c : type) c = lowered(c);
    return type == wanted;
}

std::optional<Problem> body_objection(const Route& route, const Request& request) {
    const auto type = request.header("content-type");
    switch (route.body) {
        case BodyKind::none: return std::nullopt;
        case BodyKind::json:
            if (is_media_type(type, "application/json")) return std::nullopt;
            return problem("unsupported", "Content-Type must be application/json");
        case BodyKind::csv_upload:
            if (is_media_type(type, "text/csv")) return std::nullopt;
            return problem("unsupported", "Content-Type must be text/csv");
    }
    KIOSK_UNREACHABLE();
}

// By https comes only what a proxy took: its own address says nothing of who asks.
void place_behind_proxy(Request& request, const std::vector<std::string>& origins) {
    const std::string* const own = origin_of(request, origins);
    request.secure = own != nullptr && own->starts_with("https://");
    if (request.secure || is_forwarded(request)) request.loopback = false;
}

// Fills in who asks.
std::optional<Problem> caller_objection(const Route& route, const Authenticate& authenticate,
                                        Request& request) {
    auto known = authenticate(request, route);
    if (auto* objection = std::get_if<Problem>(&known)) return std::move(*objection);
    request.caller = std::get<ports::Caller>(std::move(known));
    return objection_to_role(request.caller, route.least_role, route.command);
}

}  // namespace

std::variant<ports::Caller, Problem> authenticate_by_transport(const Request& request,
                                                               const Route& /*route*/) {
    const bool is_operator = request.transport == Transport::unix_socket;
    return ports::Caller{.role = is_operator ? ports::Role::admin : ports::Role::nobody};
}

RequestPlan plan_request(RequestHead head, const Router& router,
                         const std::vector<std::string>& origins, const Authenticate& authenticate,
                         std::string trace_id) {
    RequestPlan plan;
    Request& request = plan.request;
    request.transport = head.transport;
    request.loopback = head.loopback;
    request.trace_id = std::move(trace_id);
    request.headers = std::move(head.headers);
    const auto method = method_from_name(head.method);
    request.method = method.value_or(Method::post);  // an unknown one might change something
    if (request.headers.size() > kHeadersMax) {
        plan.objection = problem(
            "too-large", fmt::format("{} headers, limit {}", request.headers.size(), kHeadersMax));
        return plan;
    }
    if (auto read = read_target(head.target, request); !read) {
        plan.objection = target_problem(read.error());
        return plan;
    }
    place_behind_proxy(request, origins);
    plan.objection = objection_to(request, origins);
    if (!plan.objection && !method) plan.objection = unknown_method();
    if (plan.objection) return plan;
    auto found = router.find(request);
    if (auto* objection = std::get_if<Problem>(&found)) {
        plan.objection = std::move(*objection);
        return plan;
    }
    plan.route = std::get<const Route*>(found);
    plan.objection = caller_objection(*plan.route, authenticate, request);
    if (!plan.objection) plan.objection = body_objection(*plan.route, request);
    return plan;
}

}  // namespace kiosk::http
