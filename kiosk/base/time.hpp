// kiosk/base/time.hpp — the two clocks of an event: steady time since boot and wall time.
//
// Wall time may jump, steady time is comparable only within one boot; so everything that happens
// carries both. Nothing here reads a clock: times come in with each event (ports/clock.hpp).
#pragma once

#include <chrono>
#include <cstdint>

namespace kiosk {

// Marks time points that count from boot. It has no now() on purpose.
struct BootClock {
    using rep = std::int64_t;
    using period = std::nano;
    using duration = std::chrono::nanoseconds;
    using time_point = std::chrono::time_point<BootClock, duration>;
    static constexpr bool is_steady = true;
};

using Instant = BootClock::time_point;                             // nanoseconds since boot
using UtcTime = std::chrono::sys_time<std::chrono::milliseconds>;  // milliseconds since 1970, UTC

struct Timestamp {
    Instant mono;
    UtcTime utc;

    friend bool operator==(const Timestamp&, const Timestamp&) = default;
};

}  // namespace kiosk
