// kiosk/api/session_api.hpp — sign in by name and PIN, say who is signed in, sign out.
#pragma once

#include <optional>

#include "kiosk/api/api_context.hpp"
#include "kiosk/http/router.hpp"

namespace kiosk::api {

// POST /api/v1/session {name, pin}, GET, DELETE. The secret is in a cookie that no script reads.
void add_session_routes(http::Router& router, const SharedContext& context);

// The problem of a PIN that did not do: 401, 429 with Retry-After, 503. Nothing for one that did.
[[nodiscard]] std::optional<http::Problem> pin_objection(const ports::PinAnswer& answer);

}  // namespace kiosk::api
