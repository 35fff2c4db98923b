// kiosk/api/preview_api.hpp — GET /api/v1/cameras/{id}/preview: what a camera sees, for set-up.
#pragma once

#include "kiosk/api/api_context.hpp"
#include "kiosk/http/router.hpp"

namespace kiosk::api {

// For an admin: a camera at a desk sees guests.
void add_preview_route(http::Router& router, const SharedContext& context);

}  // namespace kiosk::api
