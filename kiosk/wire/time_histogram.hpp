// kiosk/wire/time_histogram.hpp — how long things took, in the fixed steps of a Prometheus
// histogram.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace kiosk::wire {

class TimeHistogram {
  public:
    // Upper ends of the steps; what takes longer than the last is only in the count.
    static constexpr std::array<std::chrono::milliseconds, 11> kSteps{
        std::chrono::milliseconds(1),   std::chrono::milliseconds(2),
        std::chrono::milliseconds(5),   std::chrono::milliseconds(10),
        std::chrono::milliseconds(20),  std::chrono::milliseconds(50),
        std::chrono::milliseconds(100), std::chrono::milliseconds(200),
        std::chrono::milliseconds(500), std::chrono::milliseconds(1000),
        std::chrono::milliseconds(2000)};

    void add(std::chrono::nanoseconds time) {
        for (std::size_t i = 0; i < kSteps.size(); ++i) {
            if (time <= kSteps[i]) ++within_[i];
        }
        ++count_;
        sum_ += time;
    }

    // Those that took at most kSteps[step].
    [[nodiscard]] std::uint64_t within(std::size_t step) const { return within_[step]; }
    [[nodiscard]] std::uint64_t count() const { return count_; }
    [[nodiscard]] std::chrono::nanoseconds sum() const { return sum_; }

  private:
    std::array<std::uint64_t, kSteps.size()> within_{};
    std::uint64_t count_ = 0;
    std::chrono::nanoseconds sum_{0};
};

}  // namespace kiosk::wire
