// kiosk/api/stats_api.hpp — the organiser's numbers, each with its age; no personal data.
#pragma once

#include "kiosk/api/api_context.hpp"
#include "kiosk/http/router.hpp"

namespace kiosk::api {

// GET /api/v1/stats/summary
// GET /api/v1/stats/arrivals?bucket=1m|5m|15m|60m&from=&until=   today where neither is given
// GET /api/v1/stats/breakdown?by=list|zone|station|product|reason
void add_stats_routes(http::Router& router, const SharedContext& context);

}  // namespace kiosk::api
