// kiosk/api/undo_api.hpp — a check-in is taken back.
#pragma once

#include "kiosk/api/api_context.hpp"
#include "kiosk/http/router.hpp"

namespace kiosk::api {

void add_undo_route(http::Router& router, const SharedContext& context);

}  // namespace kiosk::api
