// tests/unit/app/manual_clocks.hpp — the system's clocks, set by a test.
#pragma once

#include <gtest/gtest.h>

#include "kiosk/app/station_clock.hpp"

namespace kiosk::app {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::milliseconds;

inline constexpr UtcTime kNoon{std::chrono::sys_days{std::chrono::year{2027} / 3 / 10} + 12h};

class ManualClocks final : public SystemClocks {
  public:
    [[nodiscard]] ClockReading read() const override { return reading; }

    void pass(milliseconds time) {
        reading.mono += time;
        reading.wall += time;
    }

    ClockReading reading{.mono = Instant(5s), .wall = kNoon};
};

class StationClockTest : public ::testing::Test {
  protected:
    ManualClocks clocks;
};

}  // namespace kiosk::app
