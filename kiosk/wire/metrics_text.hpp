// kiosk/wire/metrics_text.hpp — the station as a Prometheus scraper reads it; nothing personal.
//
// https://prometheus.io/docs/instrumenting/exposition_formats/, text format 0.0.4. Only what this
// station knows itself: no metric stands here with a made-up value.
#pragma once

#include <cstddef>
#include <string>

#include "kiosk/core/stats/stats.hpp"
#include "kiosk/ports/station_views.hpp"
#include "kiosk/wire/time_histogram.hpp"

namespace kiosk::wire {

struct Measured {
    const ports::StatusView& status;
    const core::Stats& stats;
    const TimeHistogram& decision_times;
    std::size_t stream_clients = 0;
};

[[nodiscard]] std::string print_metrics(const Measured& measured);

}  // namespace kiosk::wire
