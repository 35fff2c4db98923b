// kiosk/http/request_plan.hpp — what to do with a request, known before its body is read.
//
// Our own types only, so that it is tested without sockets.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/http/problem.hpp"
#include "kiosk/http/request.hpp"
#include "kiosk/http/router.hpp"

namespace kiosk::http {

// A request's first lines, as the parser found them.
struct RequestHead {
    std::string_view method;
    std::string_view target;
    std::vector<Header> headers;  // names in lower case
    Transport transport = Transport::tcp;
    bool loopback = false;  // TCP from this machine
};

// Says who asks for this route; a problem for credentials that are none.
using Authenticate =
    std::function<std::variant<ports::Caller, Problem>(const Request&, const Route&)>;

// Without people and tokens: the UNIX socket may do everything, TCP what nobody needs a role for.
[[nodiscard]] std::variant<ports::Caller, Problem> authenticate_by_transport(const Request& request,
                                                                             const Route& route);

struct RequestPlan {
    Request request;
    const Route* route = nullptr;      // null with an objection
    std::optional<Problem> objection;  // first thing wrong with it
};

// Limits, target, gate, route, role, type of body: the first objection wins.
[[nodiscard]] RequestPlan plan_request(RequestHead head, const Router& router,
                                       const std::vector<std::string>& origins,
                                       const Authenticate& authenticate, std::string trace_id);

}  // namespace kiosk::http
