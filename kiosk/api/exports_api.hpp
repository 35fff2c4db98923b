// kiosk/api/exports_api.hpp — tables for sheets and other programs, streamed.
#pragma once

#include "kiosk/api/api_context.hpp"
#include "kiosk/http/router.hpp"

namespace kiosk::api {

// GET /api/v1/exports/{checkins|attendees|stats|audit|muster}.{csv|json|ndjson}
//     ?bom=0&delimiter=semicolon&raw=1&anonymous=1
// Personal columns for staff only, and not with anonymous=1; attendees, audit and muster are theirs
// alone.
void add_export_routes(http::Router& router, const SharedContext& context);

}  // namespace kiosk::api
