// kiosk/http/request_plan.hpp — what to do with a request, known before its body is read.
//
// Our own types only, so that it is tested without sockets.
#pragma once

#include <optional>
#include <string>
#include <string_view>
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
};

struct RequestPlan {
    Request request;
    const Route* route = nullptr;      // null with an objection
    std::optional<Problem> objection;  // first thing wrong with it
};

// Limits, target, gate, route, type of body: the first objection wins.
[[nodiscard]] RequestPlan plan_request(RequestHead head, const Router& router,
                                       const std::vector<std::string>& hosts, std::string trace_id);

}  // namespace kiosk::http
