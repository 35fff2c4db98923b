// kiosk/api/attendees_api.hpp — finds people on the list.
#pragma once

#include "kiosk/api/api_context.hpp"
#include "kiosk/http/router.hpp"

namespace kiosk::api {

// GET /api/v1/attendees?search=&limit=&cursor= and GET /api/v1/attendees/{id}
// The whole list, without a search, goes out to a lead only.
void add_attendee_routes(http::Router& router, const SharedContext& context);

}  // namespace kiosk::api
