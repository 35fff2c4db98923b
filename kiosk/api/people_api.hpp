// kiosk/api/people_api.hpp — who may sign in, and which tokens are good; the operator's alone.
#pragma once

#include "kiosk/api/api_context.hpp"
#include "kiosk/http/router.hpp"

namespace kiosk::api {

// Over the UNIX socket only. GET and POST /api/v1/people {name, role, pin}, POST …/pin {name, pin},
// POST …/remove {name}; GET and POST /api/v1/tokens {name, role, station}, POST …/remove {name}.
void add_people_routes(http::Router& router, const SharedContext& context);

}  // namespace kiosk::api
