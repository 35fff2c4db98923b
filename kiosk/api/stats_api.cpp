// kiosk/api/stats_api.cpp — reads what is asked for; the counts stand ready in memory.
#include "kiosk/api/stats_api.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "kiosk/api/audience_of.hpp"
#include "kiosk/api/plain_route.hpp"
#include "kiosk/api/query_reader.hpp"
#include "kiosk/core/stats/arrivals.hpp"
#include "kiosk/wire/request_limits.hpp"
#include "kiosk/wire/rfc3339.hpp"
#include "kiosk/wire/stats_json.hpp"
#include "kiosk/wire/summary_json.hpp"

namespace kiosk::api {
namespace {

using http::Request;
using http::Responder;
using std::chrono::minutes;

constexpr std::int64_t kBucketsMax = 10'000;  // a week of minutes

wire::StatsStamp stamp_of(const ApiContext& context) {
    const core::Stats& stats = context.station.stats();
    return {context.clock.now().utc, stats.last_seq(), stats.last_scan()};
}

minutes read_bucket(QueryReader& reader) {
    const std::string text = reader.choice("bucket", {"1m", "5m", "15m", "60m"});
    if (text == "1m") return minutes(1);
    if (text == "15m") return minutes(15);
    return text == "60m" ? minutes(60) : minutes(5);
}

UtcTime read_time(QueryReader& reader, std::string_view name, UtcTime otherwise) {
    const std::string text = reader.text(name, wire::kTimeMax);
    if (text.empty()) return otherwise;
    const auto time = wire::parse_rfc3339(text);
    if (time) return *time;
    reader.object_to(name, "not_a_time",
                     fmt::format("{} is no time such as 2027-03-10T09:42:07Z", name));
    return otherwise;
}

core::ArrivalSpan read_span(QueryReader& reader, minutes bucket, const core::ArrivalSpan& today) {
    core::ArrivalSpan span;
    span.from = read_time(reader, "from", today.from);
    span.until = read_time(reader, "until", today.until);
    const auto asked = std::chrono::floor<minutes>(span.until - span.from).count();
    if (span.until < span.from) {
        reader.object_to("until", "before_from", "until is before from");
    } else if (asked > kBucketsMax * bucket.count()) {
        reader.object_to("until", "too_many",
                         fmt::format("that would be more than {} buckets", kBucketsMax));
    }
    return span;
}

http::Response arrivals(const ApiContext& context, const Request& request) {
    QueryReader reader(request);
    const core::Stats& stats = context.station.stats();
    const wire::StatsStamp stamp = stamp_of(context);
    const minutes bucket = read_bucket(reader);
    const auto span = read_span(reader, bucket, core::day_around(stats.zone(), stamp.as_of));
    if (auto errors = reader.errors(); !errors.empty()) {
        return http::to_response(http::validation_problem(std::move(errors)), request);
    }
    return http::json_response(
        wire::print_arrivals(stamp, bucket, span, core::arrivals(stats, bucket, span)));
}

http::Response breakdown(const ApiContext& context, const Request& request) {
    QueryReader reader(request);
    const std::string by = reader.choice("by", {"list", "zone", "station", "product", "reason"});
    auto errors = reader.errors();
    if (by.empty() && errors.empty()) {
        errors.push_back({"by", "required", "by is one of: list, zone, station, product, reason"});
    }
    if (!errors.empty()) {
        return http::to_response(http::validation_problem(std::move(errors)), request);
    }
    const ports::StationPort& station = context.station;
    const wire::StatsStamp stamp = stamp_of(context);
    if (by == "list") {
        return http::json_response(wire::print_by_list(stamp, station.stats(), station.summary()));
    }
    if (by == "zone") {
        return http::json_response(wire::print_by_zone(stamp, station.stats(), station.status()));
    }
    if (by == "station") {
        return http::json_response(
            wire::print_by_station(stamp, station.stats(), station.status()));
    }
    if (by == "product") {
        return http::json_response(wire::print_by_product(stamp, station.summary()));
    }
    return http::json_response(wire::print_by_reason(stamp, station.stats(), audience_of(request)));
}

}  // namespace

void add_stats_routes(http::Router& router, const SharedContext& context) {
    add_get(router, "/api/v1/stats/summary", "Expected, arrived, inside, refused",
            [context](const Request&, const Responder& respond) {
                respond(http::json_response(wire::print_summary(context->station.summary())));
            });
    add_get(router, "/api/v1/stats/arrivals", "Arrivals by time",
            [context](const Request& request, const Responder& respond) {
                respond(arrivals(*context, request));
            });
    add_get(router, "/api/v1/stats/breakdown", "Counts by list, zone, station, product or reason",
            [context](const Request& request, const Responder& respond) {
                respond(breakdown(*context, request));
            });
}

}  // namespace kiosk::api
