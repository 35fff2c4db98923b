// tests/bench/figures.hpp — collected durations and what is said of them.
#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

namespace kiosk::bench {

using SteadyClock = std::chrono::steady_clock;

class Durations {
  public:
    void add(std::chrono::nanoseconds duration) { all_.push_back(duration); }
    [[nodiscard]] std::size_t count() const { return all_.size(); }

    // The duration that `share` (0..1) of all do not exceed; zero without any.
    [[nodiscard]] std::chrono::nanoseconds percentile(double share) const;

  private:
    std::vector<std::chrono::nanoseconds> all_;
};

// What two readings of the clock with nothing between them differ by, at the median.
[[nodiscard]] std::chrono::nanoseconds clock_overhead();

// One line: p50, p99, p99.9 and maximum in milliseconds, the first two also as multiples of
// `reference`.
void print_row(const char* what, const Durations& durations, const Durations& reference);

// Says so where `bare`, a loop that only waits for the disk, shows that threads waited for the
// processor instead: multiples of it mean nothing then.
void warn_if_busy(const Durations& bare);

}  // namespace kiosk::bench
