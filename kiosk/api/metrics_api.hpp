// kiosk/api/metrics_api.hpp — GET /metrics, for Prometheus.
#pragma once

#include "kiosk/api/api_context.hpp"
#include "kiosk/api/events_feed.hpp"
#include "kiosk/http/router.hpp"

namespace kiosk::api {

// The feed outlives the router.
void add_metrics_route(http::Router& router, const SharedContext& context, const EventsFeed& feed);

}  // namespace kiosk::api
