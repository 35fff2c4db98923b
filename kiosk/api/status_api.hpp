// kiosk/api/status_api.hpp — is it alive, can it decide, and how is it doing.
#pragma once

#include "kiosk/api/api_context.hpp"
#include "kiosk/http/router.hpp"

namespace kiosk::api {

// GET /healthz, /readyz, /api/v1/status, /problems/{type}
void add_status_routes(http::Router& router, const SharedContext& context);

// Why the station is not ready, for people; names the list or the storage.
[[nodiscard]] http::Problem not_ready_problem(const ports::StatusView& status);

}  // namespace kiosk::api
