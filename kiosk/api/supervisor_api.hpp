// kiosk/api/supervisor_api.hpp — emergency, forgiveness, override, silent alerts, explanations.
#pragma once

#include "kiosk/api/api_context.hpp"
#include "kiosk/http/router.hpp"

namespace kiosk::api {

// POST /api/v1/scans/{id}/resolve; a second person proves who they are by second_pin.
// POST /api/v1/emergency/begin, POST /api/v1/emergency/end, POST /api/v1/forgiveness,
// GET /api/v1/alerts?after=&boot=, GET /api/v1/scans/{id}/explanation.
// Over TCP the operator is who is signed in; over the UNIX socket names are claimed.
void add_supervisor_routes(http::Router& router, const SharedContext& context);

}  // namespace kiosk::api
