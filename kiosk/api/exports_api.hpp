// kiosk/api/exports_api.hpp — tables for sheets and other programs, streamed.
#pragma once

#include <memory>

#include "kiosk/api/api_context.hpp"
#include "kiosk/api/sheet_maker.hpp"
#include "kiosk/http/router.hpp"

namespace kiosk::api {

// GET /api/v1/exports/{checkins|attendees|stats|audit|muster}.{csv|json|ndjson|xlsx}
//     ?bom=0&delimiter=semicolon&raw=1&anonymous=1
// Personal columns for staff only, and not with anonymous=1; attendees, audit and muster are theirs
// alone.
void add_export_routes(http::Router& router, const SharedContext& context,
                       const std::shared_ptr<SheetMaker>& sheets);

}  // namespace kiosk::api
