// kiosk/app/station_clock.hpp — the station's own time: it follows the system's, but not blindly.
//
// The system's clock may jump when nobody vouches for it: a battery fails, somebody types a date.
// Tickets must not expire by that. So the station follows the system while a time server is heard
// or the clock goes on evenly, and holds its own time over a jump (reliability 4.4).
#pragma once

#include <algorithm>
#include <chrono>
#include <mutex>
#include <optional>

#include "kiosk/ports/clock.hpp"
#include "kiosk/ports/station_views.hpp"

namespace kiosk::app {

// One look at the system's clocks.
struct ClockReading {
    Instant mono;
    UtcTime wall;
    bool synced = false;  // a time server is heard
    // When it was heard, by the wall clock of that moment; absent where the kernel itself vouches
    // for the present. Until it changes nobody has vouched for a jump.
    std::optional<UtcTime> heard{};
    std::chrono::milliseconds max_error{0};  // while synced
};

class SystemClocks {
  public:
    virtual ~SystemClocks() = default;

    // Any thread; never blocks.
    [[nodiscard]] virtual ClockReading read() const = 0;
};

// A difference between two readings above this is a jump, not a correction.
inline constexpr std::chrono::milliseconds kClockJump{1000};

// An ordinary quartz without a server: 4.3 s a day.
inline constexpr std::int64_t kDriftPerMillion = 50;

// What is known of the time before the clock was asked.
struct KnownTimes {
    UtcTime built{};     // this program: no station runs before
    UtcTime vouched{};   // of the newest record that a time server stood behind
    UtcTime recorded{};  // of the newest record of all
    // Of the newest record since the machine was started: its steady time still goes on.
    std::optional<Timestamp> this_boot{};

    // The time of a record.
    void add(const Timestamp& at, bool is_of_this_boot) {
        UtcTime& newest = at.clock <= ClockState::holdover ? vouched : recorded;
        newest = std::max(newest, at.utc);
        if (is_of_this_boot) this_boot = at;
    }
};

// A clock that is further ahead of all that is known is not believed: no station lies idle so long
// without a new program or a new list. 2038 and 2106 are where counters of seconds end.
inline constexpr std::chrono::hours kIdleMax{24 * 366 * 2};

class StationClock final : public ports::Clock {
  public:
    // `own_error`: how far the system's clock may be off where no server was ever heard;
    // kUnknownError where there is no battery clock. `clocks` must outlive the object.
    StationClock(const SystemClocks& clocks, std::chrono::milliseconds own_error);

    [[nodiscard]] Timestamp now() const override;

    // At start: a time that contradicts what is known is not used to judge tickets. Behind the
    // program or a vouched record, time goes on from the newest record; behind a record that nobody
    // vouched for, either may be wrong and the system's time goes on, in doubt.
    // A jump since a record of this boot is one that was not followed before the restart either.
    void compare_with(const KnownTimes& known);

    // For staff. Any thread.
    [[nodiscard]] ports::ClockView view() const;

  private:
    void doubt(UtcTime go_on_from, Instant mono);
    [[nodiscard]] bool has_jumped_since(const Timestamp& last, const ClockReading& reading);
    [[nodiscard]] bool is_vouched_for(const ClockReading& reading) const;
    [[nodiscard]] UtcTime carried_on(Instant mono) const { return anchor_ + elapsed(mono); }
    [[nodiscard]] std::chrono::milliseconds elapsed(Instant mono) const;
    [[nodiscard]] std::chrono::milliseconds error_bound(Instant mono) const;
    void follow(const ClockReading& reading) const;

    const SystemClocks& clocks_;
    const std::chrono::milliseconds own_error_;

    mutable std::mutex mutex_;  // guards all below
    mutable UtcTime anchor_{};  // the station's time at anchor_mono_
    mutable Instant anchor_mono_{};
    mutable ClockState state_ = ClockState::unsynced;
    mutable bool holding_ = false;              // goes on by steady time, not by the system's
    mutable bool vouched_ = false;              // a time server was heard since start
    mutable std::optional<UtcTime> heard_;      // when, as the reading said
    mutable std::chrono::milliseconds jump_{};  // that is not followed
    mutable std::chrono::milliseconds known_error_{0};  // at known_at_
    mutable Instant known_at_{};
};

}  // namespace kiosk::app
