// kiosk/api/walk_ins_api.hpp — POST /api/v1/walkins: a ticket for somebody who has none.
#pragma once

#include "kiosk/api/api_context.hpp"
#include "kiosk/http/router.hpp"

namespace kiosk::api {

void add_walk_in_route(http::Router& router, const SharedContext& context);

}  // namespace kiosk::api
