// kiosk/storage/latency_window.cpp — nearest-rank percentiles over a ring.
#include "kiosk/storage/latency_window.hpp"

#include <algorithm>
#include <vector>

namespace kiosk::storage {

void LatencyWindow::add(std::chrono::nanoseconds duration) {
    durations_[next_] = duration;
    next_ = (next_ + 1) % kCapacity;
    count_ = std::min(count_ + 1, kCapacity);
}

std::chrono::nanoseconds LatencyWindow::percentile(std::size_t percent) const {
    if (count_ == 0) return {};
    std::vector<std::chrono::nanoseconds> sorted(
        durations_.begin(), durations_.begin() + static_cast<std::ptrdiff_t>(count_));
    const std::size_t rank = std::max<std::size_t>((count_ * percent + 99) / 100, 1) - 1;
    const auto nth = sorted.begin() + static_cast<std::ptrdiff_t>(rank);
    std::nth_element(sorted.begin(), nth, sorted.end());
    return *nth;
}

}  // namespace kiosk::storage
