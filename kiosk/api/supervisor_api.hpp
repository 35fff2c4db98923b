// kiosk/api/supervisor_api.hpp — emergency, forgiveness, override, silent alerts, explanations.
#pragma once

#include "kiosk/api/api_context.hpp"
#include "kiosk/http/router.hpp"

namespace kiosk::api {

// POST /api/v1/scans/{id}/resolve: at the door, where the guest stands; into a security zone over
// the UNIX socket only.
// Over the UNIX socket only: POST /api/v1/emergency/begin, POST /api/v1/emergency/end,
// POST /api/v1/forgiveness, GET /api/v1/alerts?after=&boot=, GET /api/v1/scans/{id}/explanation.
void add_supervisor_routes(http::Router& router, const SharedContext& context);

}  // namespace kiosk::api
