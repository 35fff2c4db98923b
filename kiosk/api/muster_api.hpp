// kiosk/api/muster_api.hpp — GET /api/v1/muster: who is inside.
#pragma once

#include "kiosk/api/api_context.hpp"
#include "kiosk/http/router.hpp"

namespace kiosk::api {

// GET /api/v1/muster?zone=&limit=&cursor=. People by name to a lead only; everybody else gets the
// counts.
void add_muster_route(http::Router& router, const SharedContext& context);

}  // namespace kiosk::api
