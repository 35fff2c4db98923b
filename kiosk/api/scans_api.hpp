// kiosk/api/scans_api.hpp — asks the station for a decision.
#pragma once

#include "kiosk/api/api_context.hpp"
#include "kiosk/http/router.hpp"

namespace kiosk::api {

// POST /api/v1/scans (by code), POST /api/v1/checkins (by name, for someone found on the list).
// A decision is 200 whatever the verdict; 4xx and 5xx mean that nothing was decided.
void add_scan_routes(http::Router& router, const SharedContext& context);

}  // namespace kiosk::api
