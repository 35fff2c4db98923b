// kiosk/api/devices_api.hpp — the fleet: what there is, how it is, and what was tried before doors.
#pragma once

#include "kiosk/api/api_context.hpp"
#include "kiosk/api/events_feed.hpp"
#include "kiosk/api/fleet_hooks.hpp"
#include "kiosk/http/router.hpp"

namespace kiosk::api {

// GET /api/v1/devices, POST /api/v1/devices/{id}/actions, GET and POST /api/v1/rehearsals.
// The feed outlives the router.
void add_device_routes(http::Router& router, const SharedContext& context, EventsFeed& feed,
                       const FleetHooks& hooks);

}  // namespace kiosk::api
