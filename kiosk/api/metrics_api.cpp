// kiosk/api/metrics_api.cpp — a view of the moment; nothing is kept for scrapers.
#include "kiosk/api/metrics_api.hpp"

#include <utility>

#include "kiosk/wire/metrics_text.hpp"

namespace kiosk::api {

void add_metrics_route(http::Router& router, const SharedContext& context, const EventsFeed& feed) {
    http::Route route;
    route.pattern = "/metrics";
    route.summary = "Prometheus text";
    route.handler = [context, &feed](const http::Request&, const http::Responder& respond) {
        http::Response response;
        response.content_type = "text/plain; version=0.0.4; charset=utf-8";
        response.body = wire::print_metrics({context->station.status(), context->station.stats(),
                                             feed.decision_times(), feed.clients()});
        respond(std::move(response));
    };
    router.add(std::move(route));
}

}  // namespace kiosk::api
