// kiosk/api/scan_log_api.cpp — query parameters to ScanQuery, stored scans to rows.
#include "kiosk/api/scan_log_api.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "kiosk/api/audience_of.hpp"
#include "kiosk/api/query_reader.hpp"
#include "kiosk/core/decision.hpp"
#include "kiosk/wire/request_limits.hpp"
#include "kiosk/wire/scan_log_json.hpp"

namespace kiosk::api {
namespace {

using http::Request;
using http::Responder;

constexpr std::size_t kReasonMax = 40;  // bytes
constexpr std::uint64_t kPage = 50;
constexpr std::uint64_t kPageMax = 500;
constexpr NumberRange kSequences{0, std::numeric_limits<std::int64_t>::max()};

ports::ScanQuery read_query(QueryReader& reader, wire::Audience audience) {
    ports::ScanQuery query;
    query.after_seq = reader.number("after", 0, kSequences);
    query.station = reader.text("station", wire::kIdMax);
    query.verdict = reader.choice("verdict", {"go", "check", "stop"});
    if (const std::string name = reader.text("reason", kReasonMax); !name.empty()) {
        const auto reason = wire::reason_from_name(name, audience);
        if (!reason) {
            reader.object_to("reason", "unknown_value", "reason is not a known reason code");
        } else {
            query.reason = core::name_of(*reason);
        }
    }
    query.limit = static_cast<std::uint32_t>(reader.number("limit", kPage, {1, kPageMax}));
    query.newest_first = reader.choice("order", {"asc", "desc"}) == "desc";
    const std::uint64_t cursor = reader.number("cursor", 0, kSequences);
    if (query.newest_first) {
        query.before_seq = cursor;
    } else if (cursor != 0) {
        query.after_seq = cursor;
    }
    return query;
}

std::optional<core::HolderCard> holder_of(const ApiContext& context, core::TicketId ticket) {
    auto attendee = context.station.attendee(ticket);
    if (!attendee) return std::nullopt;
    return std::move(attendee->card);
}

http::Response page(const ApiContext& context, const Request& request, std::uint32_t limit,
                    const Result<std::vector<ports::StoredScan>>& scans) {
    if (!scans) return http::to_response(http::problem_of(scans.error()), request);
    std::optional<std::uint64_t> next;
    if (scans->size() >= limit) next = scans->back().seq;
    return http::json_response(wire::print_scan_page(
        *scans, [&context](core::TicketId ticket) { return holder_of(context, ticket); }, next,
        screen_audience_of(request)));
}

void list_scans(const SharedContext& context, const Request& request, const Responder& respond) {
    QueryReader reader(request);
    ports::ScanQuery query = read_query(reader, screen_audience_of(request));
    if (auto errors = reader.errors(); !errors.empty()) {
        respond(http::to_response(http::validation_problem(std::move(errors)), request));
        return;
    }
    const std::uint32_t limit = query.limit;
    context->station.scans(
        std::move(query),
        [context, request, respond, limit](const Result<std::vector<ports::StoredScan>>& scans) {
            respond(page(*context, request, limit, scans));
        });
}

}  // namespace

void add_scan_log_routes(http::Router& router, const SharedContext& context) {
    http::Route route;
    route.pattern = "/api/v1/checkins";
    route.summary = "Log of scans";
    route.handler = [context](const Request& request, const Responder& respond) {
        list_scans(context, request, respond);
    };
    router.add(std::move(route));
}

}  // namespace kiosk::api
