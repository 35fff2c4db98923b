// kiosk/api/openapi.hpp — GET /api/v1/openapi.json: what is served, out of the router's own table.
#pragma once

#include <memory>
#include <string>

#include "kiosk/http/router.hpp"

namespace kiosk::api {

// OpenAPI 3.1: every route but the pages, with its parameters, its body, its answers, the problems
// that may stand in the way, and its least role. Call it when all routes have their roles.
[[nodiscard]] std::string print_openapi(const http::Router& router);

// `document` is filled before the first request.
void add_openapi_route(http::Router& router, std::shared_ptr<const std::string> document);

}  // namespace kiosk::api
