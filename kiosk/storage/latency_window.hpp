// kiosk/storage/latency_window.hpp — the last thousand durations and their percentiles.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>

namespace kiosk::storage {

class LatencyWindow {
  public:
    static constexpr std::size_t kCapacity = 1000;

    void add(std::chrono::nanoseconds duration);

    // The smallest duration that `percent` of the window (1..100) do not exceed; zero when empty.
    [[nodiscard]] std::chrono::nanoseconds percentile(std::size_t percent) const;

  private:
    std::array<std::chrono::nanoseconds, kCapacity> durations_{};
    std::size_t count_ = 0;
    std::size_t next_ = 0;
};

}  // namespace kiosk::storage
