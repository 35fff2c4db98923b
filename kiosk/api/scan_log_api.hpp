// kiosk/api/scan_log_api.hpp — what was scanned, page by page.
#pragma once

#include "kiosk/api/api_context.hpp"
#include "kiosk/http/router.hpp"

namespace kiosk::api {

// GET /api/v1/checkins?after=&station=&verdict=&reason=&limit=&cursor=&order=
// Newest last; with order=desc newest first. A cursor goes on in the same order.
void add_scan_log_routes(http::Router& router, const SharedContext& context);

}  // namespace kiosk::api
