// kiosk/core/stats/arrivals.cpp — one walk over the minutes.
#include "kiosk/core/stats/arrivals.hpp"

namespace kiosk::core {
namespace {

Minute start_of(Minute at, std::chrono::minutes bucket, const ZoneOffsets& zone) {
    using std::chrono::minutes;
    const auto local = std::chrono::floor<minutes>(zone.to_local(at).time_since_epoch());
    const auto past = (local % bucket + bucket) % bucket;  // also before 1970
    return at - past;
}

UtcTime midnight(const ZoneOffsets& zone, std::chrono::local_days day) {
    return std::chrono::floor<std::chrono::milliseconds>(zone.to_utc(LocalTime(day), Fold::first));
}

}  // namespace

ArrivalCurve arrivals(const Stats& stats, std::chrono::minutes bucket, const ArrivalSpan& span) {
    const auto first = std::chrono::floor<std::chrono::minutes>(span.from);
    const auto end = std::chrono::floor<std::chrono::minutes>(span.until);
    ArrivalCurve curve{
        .complete_from = stats.first_minute(), .before = stats.before_minutes(), .buckets = {}};
    for (const auto& [minute, counts] : stats.by_minute()) {
        if (minute >= end) break;
        if (minute < first) {
            curve.before += counts;
            continue;
        }
        const Minute start = start_of(minute, bucket, stats.zone());
        if (curve.buckets.empty() || curve.buckets.back().start != start) {
            curve.buckets.push_back({start, {}});
        }
        curve.buckets.back().counts += counts;
    }
    return curve;
}

ArrivalSpan day_around(const ZoneOffsets& zone, UtcTime at) {
    const auto day = zone.day_of(at);
    return {midnight(zone, day), midnight(zone, day + std::chrono::days(1))};
}

}  // namespace kiosk::core
