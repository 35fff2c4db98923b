// kiosk/app/station_clock.cpp — when to follow the system's clock, and how far to trust it.
#include "kiosk/app/station_clock.hpp"

#include <algorithm>
#include <string>

#include <fmt/core.h>

namespace kiosk::app {
namespace {

using std::chrono::milliseconds;

std::string span_text(milliseconds span) {
    const auto seconds = std::chrono::round<std::chrono::seconds>(span).count();
    if (seconds < 120) return fmt::format("{} s", seconds);
    if (seconds < 2 * 3600) return fmt::format("{} min", seconds / 60);
    if (seconds < 2 * 86400) return fmt::format("{} h", seconds / 3600);
    return fmt::format("{} days", seconds / 86400);
}

std::string jump_text(milliseconds jump) {
    const bool back = jump < milliseconds(0);
    return span_text(back ? -jump : jump) + (back ? " back" : " forward");
}

}  // namespace

StationClock::StationClock(const SystemClocks& clocks, milliseconds own_error)
    : clocks_(clocks), own_error_(own_error) {
    const ClockReading reading = clocks_.read();
    anchor_ = reading.wall;
    anchor_mono_ = known_at_ = reading.mono;
    known_error_ = own_error_;
}

milliseconds StationClock::elapsed(Instant mono) const {
    return std::chrono::floor<milliseconds>(mono - anchor_mono_);
}

milliseconds StationClock::error_bound(Instant mono) const {
    if (known_error_ >= kUnknownError) return kUnknownError;
    const auto since = std::chrono::floor<milliseconds>(mono - known_at_);
    const milliseconds drift(since.count() * kDriftPerMillion / 1'000'000);
    return std::min(known_error_ + drift, kUnknownError);
}

// A stamp that was there before a jump says nothing of it.
bool StationClock::is_vouched_for(const ClockReading& reading) const {
    if (!reading.synced) return false;
    if (!reading.heard || !vouched_ || reading.heard != heard_) return true;
    return std::chrono::abs(reading.wall - carried_on(reading.mono)) <= kClockJump;
}

// Called with the lock held.
void StationClock::follow(const ClockReading& reading) const {
    if (is_vouched_for(reading)) {
        heard_ = reading.heard;
        anchor_ = reading.wall;
        anchor_mono_ = known_at_ = reading.mono;
        known_error_ = reading.max_error;
        state_ = ClockState::synced;
        vouched_ = true;
        holding_ = false;
        return;
    }
    if (state_ == ClockState::synced) state_ = ClockState::holdover;
    const milliseconds jump = reading.wall - carried_on(reading.mono);
    const bool is_even = std::chrono::abs(jump) <= kClockJump;
    if (is_even) {
        if (holding_ && state_ == ClockState::stepped) {  // the jump was taken back
            holding_ = false;
            state_ = vouched_ ? ClockState::holdover : ClockState::unsynced;
        }
        if (!holding_) {
            anchor_ = reading.wall;
            anchor_mono_ = reading.mono;
        }
        return;
    }
    if (known_error_ >= kUnknownError) {
        // Nothing is known of the time, and somebody set it: that is better than nothing.
        if (holding_ && jump < milliseconds(0)) return;
        anchor_ = reading.wall;
        anchor_mono_ = reading.mono;
        state_ = ClockState::unsynced;
        holding_ = false;
        return;
    }
    holding_ = true;
    state_ = ClockState::stepped;
    jump_ = jump;
}

Timestamp StationClock::now() const {
    const std::scoped_lock lock(mutex_);
    const ClockReading reading = clocks_.read();
    follow(reading);
    milliseconds bound = error_bound(reading.mono);
    // Without a server either clock may be the right one.
    if (state_ == ClockState::stepped && !vouched_)
        bound = std::min(bound + std::chrono::abs(jump_), kUnknownError);
    return {reading.mono, carried_on(reading.mono), state_, bound};
}

void StationClock::compare_with(const KnownTimes& known) {
    const std::scoped_lock lock(mutex_);
    const ClockReading reading = clocks_.read();
    follow(reading);
    if (state_ == ClockState::synced) return;
    if (known.this_boot && has_jumped_since(*known.this_boot, reading)) return;
    const UtcTime now = carried_on(reading.mono);
    const UtcTime certain = std::max(known.built, known.vouched);
    const bool is_likely = known.recorded - certain <= kIdleMax;
    const UtcTime newest = is_likely ? std::max(certain, known.recorded) : certain;
    const bool knows_nothing = own_error_ >= kUnknownError;
    if (now < certain || (knows_nothing && now < newest)) {
        doubt(newest, reading.mono);
    } else if (now + own_error_ < newest || now - newest > kIdleMax) {
        doubt(now, reading.mono);
    }
}

// The process ended, the machine did not: its steady time says how late it is by the record.
bool StationClock::has_jumped_since(const Timestamp& last, const ClockReading& reading) {
    const bool was_stepped = last.clock == ClockState::stepped;
    const bool is_worth_it = was_stepped || last.error_bound < kUnknownError;
    if (!is_worth_it || last.mono > reading.mono) return false;
    const auto since = std::chrono::floor<milliseconds>(reading.mono - last.mono);
    const milliseconds drift(since.count() * kDriftPerMillion / 1'000'000);
    const milliseconds jump = reading.wall - (last.utc + since);
    if (std::chrono::abs(jump) <= kClockJump + drift) return false;
    // The bound of a jump that nobody can judge reached over the jump, and does so again (now()).
    const bool is_unjudged =
        was_stepped && last.error_bound >= std::min(std::chrono::abs(jump), kUnknownError);
    anchor_ = last.utc + since;
    anchor_mono_ = known_at_ = reading.mono;
    known_error_ = std::min((is_unjudged ? own_error_ : last.error_bound) + drift, kUnknownError);
    state_ = ClockState::stepped;
    vouched_ = last.clock <= ClockState::holdover || (was_stepped && !is_unjudged);
    holding_ = true;
    jump_ = jump;
    return true;
}

void StationClock::doubt(UtcTime go_on_from, Instant mono) {
    const bool is_behind = go_on_from > carried_on(mono);
    anchor_ = go_on_from;
    anchor_mono_ = mono;
    known_error_ = kUnknownError;
    state_ = is_behind ? ClockState::saved : ClockState::unsynced;
    holding_ = is_behind;
}

ports::ClockView StationClock::view() const {
    const Timestamp at = now();
    ports::ClockView view{
        .state = at.clock, .error_bound = at.error_bound, .code = {}, .sentence = {}};
    const bool unsure = at.error_bound >= kUnknownError;
    switch (at.clock) {
        case ClockState::synced: view.sentence = "The clock is set by a time server."; break;
        case ClockState::holdover:
            view.sentence = "No time server is heard at present; the clock is right to " +
                            span_text(at.error_bound) + ".";
            break;
        case ClockState::unsynced:
            view.sentence = unsure ? "The clock is not set: tickets that are valid at certain times"
                                     " are checked by hand. Set it and restart kioskd, or"
                                     " connect to a network."
                                   : "No time server was heard yet; the box's own clock is used.";
            break;
        case ClockState::saved:
            view.sentence =
                "The system's clock is behind the last check-in, so time goes on from"
                " there: tickets that are valid at certain times are checked by hand."
                " Set the clock and restart kioskd, or connect to a network.";
            break;
        case ClockState::stepped: {
            const std::scoped_lock lock(mutex_);
            // After a start, a clock that was set back looks like one that lost the time.
            const bool is_back = jump_ < milliseconds(0);
            view.sentence = "The system's clock jumped " + jump_text(jump_) +
                            " without a time server; the station goes on with its own time. If the"
                            " new time is right, " +
                            (is_back ? "connect to a network." : "restart the computer.");
            break;
        }
    }
    if (at.clock == ClockState::stepped)
        view.code = "CLOCK-STEP";
    else if (unsure)
        view.code = "CLOCK-UNSURE";
    return view;
}

}  // namespace kiosk::app
