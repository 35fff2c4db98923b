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

// How the wall clock of a moment is known (docs/glossary.md, clock state).
enum class ClockState : std::uint8_t {
    synced = 0,    // a time server is heard
    holdover = 1,  // was heard since start; drifting since
    saved = 2,     // carried on from the last record; the time without power is not known
    unsynced = 3,  // nobody vouches for it
    stepped = 4,   // the system's clock jumped without a time server; the jump is not followed
};

// An error bound that says: no bound is known.
inline constexpr std::chrono::milliseconds kUnknownError{UINT32_MAX};

struct Timestamp {
    Instant mono;
    UtcTime utc;
    ClockState clock = ClockState::synced;
    std::chrono::milliseconds error_bound{0};  // |true time - utc|, 0..kUnknownError

    friend bool operator==(const Timestamp&, const Timestamp&) = default;
};

}  // namespace kiosk
