// kiosk/http/router.hpp — method and path to handler; bounded, no regular expressions.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/http/problem.hpp"
#include "kiosk/http/request.hpp"
#include "kiosk/http/response.hpp"

namespace kiosk::http {

// Called on the main thread; must not block. The request is the handler's own.
using Handler = std::function<void(Request, Responder)>;

enum class BodyKind : std::uint8_t {
    none,        // a body is read and ignored
    json,        // application/json
    csv_upload,  // text/csv, streamed to a file
};

struct Route {
    Method method = Method::get;
    std::string pattern;  // "/api/v1/attendees/{id}"; a part in braces matches any one segment
    std::string summary;  // one line for the list of routes
    Handler handler;
    BodyKind body = BodyKind::none;
    std::uint64_t body_bytes_max = 0;  // 0: the server's limit
    // The least that may ask. A route that says nothing is the operator's.
    ports::Role least_role = ports::Role::admin;
    bool operator_only = false;                // only over the UNIX socket
    std::string command;                       // for people who may not: "kioskctl alerts"
    std::chrono::milliseconds answer_time{0};  // 0: the server's limit
};

class Router {
  public:
    // The pattern must be new for its method.
    void add(Route route);

    // Of a route that was added.
    void set_least_role(Method method, std::string_view pattern, ports::Role role);

    // The route of the request, its path parameters filled in; else 404, 405 or 403. HEAD is
    // answered by GET's route.
    [[nodiscard]] std::variant<const Route*, Problem> find(Request& request) const;

    // All routes in the order they were added.
    [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

  private:
    std::vector<Route> routes_;
    std::vector<std::vector<std::string>> patterns_;  // segments of each route's pattern
};

}  // namespace kiosk::http
