// kiosk/wire/stats_json.hpp — counts with their age: the arrival curve and the breakdowns.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include <boost/json/fwd.hpp>

#include "kiosk/core/stats/arrivals.hpp"
#include "kiosk/ports/station_views.hpp"
#include "kiosk/wire/audience.hpp"

namespace kiosk::wire {

// Up to where counts reach.
struct StatsStamp {
    UtcTime as_of{};                     // when they were told
    std::uint64_t seq = 0;               // newest record in them
    std::optional<UtcTime> newest_scan;  // and the newest scan
};

// "as_of", "as_of_seq", "newest_scan", "age_s": seconds since that scan, 0 where its clock was
// ahead, null without one.
void add_stamp(boost::json::object& object, const StatsStamp& stamp);

// "arrived", "entries", "exits", "refused", "overrides"
void add_counts(boost::json::object& object, const core::StatCounts& counts);

// Buckets in which nothing happened are left out.
[[nodiscard]] std::string print_arrivals(const StatsStamp& stamp, std::chrono::minutes bucket,
                                         const core::ArrivalSpan& span,
                                         const core::ArrivalCurve& curve);

// {"by": …, "items": [{"key": …}]}: what is configured first, then what was counted under a name
// that the configuration does not know any more.
[[nodiscard]] std::string print_by_list(const StatsStamp& stamp, const core::Stats& stats,
                                        const ports::SummaryView& summary);
[[nodiscard]] std::string print_by_zone(const StatsStamp& stamp, const core::Stats& stats,
                                        const ports::StatusView& status);
[[nodiscard]] std::string print_by_station(const StatsStamp& stamp, const core::Stats& stats,
                                           const ports::StatusView& status);
[[nodiscard]] std::string print_by_product(const StatsStamp& stamp,
                                           const ports::SummaryView& summary);
[[nodiscard]] std::string print_by_reason(const StatsStamp& stamp, const core::Stats& stats,
                                          Audience audience);

}  // namespace kiosk::wire
