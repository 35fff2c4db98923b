// kiosk/api/muster_api.cpp — bounded pages of one list.
#include "kiosk/api/muster_api.hpp"

#include <cstdint>
#include <utility>

#include "kiosk/api/audience_of.hpp"
#include "kiosk/api/query_reader.hpp"
#include "kiosk/wire/muster_json.hpp"
#include "kiosk/wire/request_limits.hpp"

namespace kiosk::api {
namespace {

constexpr std::size_t kCursorMax = 41;  // bytes: two numbers of 64 bits and a dash
constexpr std::uint64_t kPage = 500;

void muster(const ApiContext& context, const http::Request& request,
            const http::Responder& respond) {
    QueryReader reader(request);
    ports::MusterQuery query;
    query.zone = reader.text("zone", wire::kIdMax);
    query.cursor = reader.text("cursor", kCursorMax);
    query.limit =
        static_cast<std::uint32_t>(reader.number("limit", kPage, {1, ports::kMusterPageMax}));
    if (auto errors = reader.errors(); !errors.empty()) {
        respond(http::to_response(http::validation_problem(std::move(errors)), request));
        return;
    }
    const auto audience = audience_of(request);
    query.people = audience == wire::Audience::staff;
    context.station.muster(
        std::move(query), [request, respond, audience](const Result<ports::MusterView>& view) {
            respond(view ? http::json_response(wire::print_muster(*view, audience))
                         : http::to_response(http::problem_of(view.error()), request));
        });
}

}  // namespace

void add_muster_route(http::Router& router, const SharedContext& context) {
    http::Route route;
    route.pattern = "/api/v1/muster";
    route.summary = "Who is inside, for an evacuation";
    route.handler = [context](const http::Request& request, const http::Responder& respond) {
        muster(*context, request, respond);
    };
    router.add(std::move(route));
}

}  // namespace kiosk::api
