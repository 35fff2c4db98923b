// tests/bench/figures.cpp — percentiles and their lines.
#include "tests/bench/figures.hpp"

#include <algorithm>

#include <fmt/core.h>

namespace kiosk::bench {
namespace {

double milliseconds(std::chrono::nanoseconds duration) {
    return std::chrono::duration<double, std::milli>(duration).count();
}

}  // namespace

std::chrono::nanoseconds Durations::percentile(double share) const {
    if (all_.empty()) return {};
    std::vector<std::chrono::nanoseconds> sorted = all_;
    const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(sorted.size() - 1));
    std::nth_element(sorted.begin(), sorted.begin() + at, sorted.end());
    return sorted[static_cast<std::size_t>(at)];
}

std::chrono::nanoseconds clock_overhead() {
    Durations empty;
    for (int i = 0; i < 20'001; ++i) {
        const auto begin = SteadyClock::now();
        empty.add(SteadyClock::now() - begin);
    }
    return empty.percentile(0.5);
}

void print_row(const char* what, const Durations& durations, const Durations& reference) {
    const auto times = [&](double share) {
        return milliseconds(durations.percentile(share)) /
               milliseconds(reference.percentile(share));
    };
    fmt::print(
        "{:<44} p50 {:8.3f} ms ({:5.2f}x)  p99 {:8.3f} ms ({:5.2f}x)  "
        "p99.9 {:8.3f} ms  max {:8.3f} ms\n",
        what, milliseconds(durations.percentile(0.5)), times(0.5),
        milliseconds(durations.percentile(0.99)), times(0.99),
        milliseconds(durations.percentile(0.999)), milliseconds(durations.percentile(1.0)));
}

void warn_if_busy(const Durations& bare) {
    // On a calm machine 1 to 2. Whoever wakes on a busy one waits for a time slice, often 4 ms.
    constexpr int kCalm = 5;
    const auto best = std::max(bare.percentile(0), std::chrono::nanoseconds(1));
    const auto times = bare.percentile(0.5) / best;
    if (times < kCalm) return;
    fmt::print(
        "\nThe bare loop's median is {} times its best: THE MACHINE IS BUSY and the multiples "
        "mean\n"
        "nothing. Close other programs, or run this one with chrt -f 1.\n",
        times);
}

}  // namespace kiosk::bench
