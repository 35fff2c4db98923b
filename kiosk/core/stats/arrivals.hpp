// kiosk/core/stats/arrivals.hpp — the arrival curve: minutes put together to buckets.
//
// Buckets begin at whole hours, quarters or minutes of the event's local time, also where the zone
// is not a whole number of hours from UTC.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "kiosk/core/stats/stats.hpp"

namespace kiosk::core {

struct ArrivalSpan {
    UtcTime from{};   // the minute of it is the first,
    UtcTime until{};  // and the one of this is not there any more
};

struct ArrivalBucket {
    Minute start{};
    StatCounts counts;

    friend bool operator==(const ArrivalBucket&, const ArrivalBucket&) = default;
};

struct ArrivalCurve {
    std::optional<Minute> complete_from;  // older minutes are only in `before`
    StatCounts before;                    // of all minutes before the span: where the line begins
    std::vector<ArrivalBucket> buckets;   // ascending; those in which something happened
};

// `bucket` divides a day: 1, 5, 15 or 60 minutes.
[[nodiscard]] ArrivalCurve arrivals(const Stats& stats, std::chrono::minutes bucket,
                                    const ArrivalSpan& span);

// The day of the event's local time that `at` is in: midnight to midnight.
[[nodiscard]] ArrivalSpan day_around(const ZoneOffsets& zone, UtcTime at);

}  // namespace kiosk::core
