// drivers/usb_scanner/session.cpp — what each event means in each state.
#include "drivers/usb_scanner/session.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kiosk::drivers {
namespace {

using enum SessionAction;
using ports::ReaderState;
using namespace std::chrono_literals;

// libusb reports an unplugging as an error first, and the rest within 0.3 s.
constexpr std::array<std::chrono::milliseconds, 5> kErrorPauses{20ms, 50ms, 100ms, 200ms, 500ms};

constexpr const char* kDenied =
    "No permission to open the scanner: install the udev rule of this program, then plug it in "
    "again.";
constexpr const char* kBlocked =
    "The service's sandbox keeps the scanner closed: restart kioskd, then look at DeviceAllow= of "
    "its unit.";
constexpr const char* kBusy = "Another program holds the scanner: close it.";
constexpr const char* kWeak =
    "The scanner loses power when it reads: use another port, a shorter cable or a powered hub.";
constexpr const char* kFaulty =
    "The scanner does not answer: unplug it, wait a moment, plug it in again.";

SessionStep told(ReaderState state, const char* sentence) {
    return {.actions = {}, .state = state, .sentence = sentence};
}

}  // namespace

SessionStep Session::arrived(Instant now) {
    if (state_ == SessionState::closing && after_ == After::gone) after_ = After::opening;
    if (state_ != SessionState::waiting && state_ != SessionState::gone) return {};
    attempts_ = 0;
    return begin_opening(now);
}

SessionStep Session::begin_opening(Instant now) {
    state_ = SessionState::opening;
    deadline_ = Instant::max();
    tried_since_ = now;
    retry_ = kRetryFirst;
    told_ = false;
    return {.actions = {open}};
}

SessionStep Session::opened(OpenOutcome outcome, Instant now) {
    if (state_ != SessionState::opening) return {};
    switch (outcome) {
        case OpenOutcome::opened:
            state_ = SessionState::claiming;
            tried_since_ = now;
            retry_ = kRetryFirst;
            told_ = false;
            return {.actions = {claim}};
        case OpenOutcome::denied: return retry(now, kDenied);
        case OpenOutcome::blocked: return retry(now, kBlocked);
        case OpenOutcome::gone: return left(now);
    }
    return {};
}

SessionStep Session::claimed(ClaimOutcome outcome, Instant now) {
    if (state_ != SessionState::claiming) return {};
    switch (outcome) {
        case ClaimOutcome::claimed: break;
        case ClaimOutcome::busy: return retry(now, kBusy);
        case ClaimOutcome::gone: return left(now);
    }
    state_ = SessionState::draining;
    drain_from_ = now;
    sound_from_ = Instant::max();
    last_packet_.reset();
    errors_in_a_row_ = 0;
    deadline_ = now + kDrainAtLeast;
    return {.actions = {prepare, reset_decoder, submit}};
}

void Session::prepared(Instant now) {
    if (state_ != SessionState::draining) return;
    drain_from_ = now;
    deadline_ = now + kDrainAtLeast;
}

// A device that was only just plugged in opens a moment later; people hear of what lasts.
SessionStep Session::retry(Instant now, const char* trouble) {
    deadline_ = now + retry_;
    retry_ = std::min(retry_ * 2, kRetryLongest);
    if (told_ || now - tried_since_ < kTroubleAfter) return {};
    told_ = true;
    return told(ReaderState::failing, trouble);
}

PacketUse Session::packet(Instant now) {
    if (!transfers()) return PacketUse::ignore;
    errors_in_a_row_ = 0;
    last_packet_ = now;
    if (state_ == SessionState::ready) return PacketUse::scan;
    deadline_ = std::max(drain_from_ + kDrainAtLeast, now + kDrainQuiet);
    return PacketUse::drain;
}

bool Session::transfers() const {
    return state_ == SessionState::draining || state_ == SessionState::ready;
}

// Several transfers are in flight and each reports the same stall: the first one counts.
SessionStep Session::fault(TransferFault fault, Instant now) {
    if (!transfers()) return {};
    state_ = SessionState::recovering;
    stalled_ = false;
    SessionStep step{.actions = {reset_decoder}};
    switch (fault) {
        case TransferFault::error: {
            if (too_many(errors_, kErrorsMax, kErrorsWithin, now)) return begin_again(now);
            const std::size_t pause = std::min(errors_in_a_row_++, kErrorPauses.size() - 1);
            deadline_ = now + kErrorPauses[pause];
            return step;
        }
        case TransferFault::stalled:
            // Every transfer in flight reports it; one that came back later would look like
            // another.
            if (too_many(stalls_, kStallsMax - 1, kStallsWithin, now)) return begin_again(now);
            stalled_ = true;
            deadline_ = now + kStalledTransfersBackWithin;
            return step;
        case TransferFault::overflow:
            if (too_many(errors_, kErrorsMax, kErrorsWithin, now)) return begin_again(now);
            step.actions.push_back(grow_buffers);
            break;
        case TransferFault::refused: return begin_again(now);
    }
    deadline_ = now + kErrorPauses.front();
    return step;
}

bool Session::too_many(std::deque<Instant>& faults, std::size_t max, std::chrono::seconds within,
                       Instant now) {
    faults.push_back(now);
    while (now - faults.front() > within) faults.pop_front();
    if (faults.size() <= max) return false;
    faults.clear();
    return true;
}

// First by opening it anew, then by a reset, then by waiting.
SessionStep Session::begin_again(Instant now) {
    if (now >= sound_from_) attempts_ = 0;
    sound_from_ = Instant::max();
    ++attempts_;
    const After after = attempts_ == 1   ? After::opening
                        : attempts_ == 2 ? After::reset
                                         : After::faulty;
    return close_for(after, now);
}

SessionStep Session::left(Instant now) {
    if (state_ == SessionState::gone || state_ == SessionState::waiting) return {};
    if (state_ == SessionState::closing) {
        if (after_ == After::waiting || after_ == After::gone) return {};
        after_ = After::gone;
        return told(ReaderState::absent, kAbsent);
    }
    if (last_packet_ && now - *last_packet_ < 1s) ++power_losses_;
    last_packet_.reset();
    SessionStep step = close_for(After::gone, now);
    const bool weak = power_losses_ >= kPowerLossesMax;
    step.state = ReaderState::absent;
    step.sentence = weak ? kWeak : kAbsent;
    return step;
}

SessionStep Session::stop(Instant now) {
    if (state_ == SessionState::gone || state_ == SessionState::faulty) {
        state_ = SessionState::waiting;
        deadline_ = Instant::max();
    }
    if (state_ == SessionState::closing) after_ = After::waiting;
    if (state_ == SessionState::waiting || state_ == SessionState::closing) return {};
    return close_for(After::waiting, now);
}

SessionStep Session::close_for(After after, Instant now) {
    const bool in_flight = transfers() || state_ == SessionState::recovering;
    const bool is_open = in_flight || state_ == SessionState::claiming;
    after_ = after;
    if (in_flight) {
        state_ = SessionState::closing;
        deadline_ = now + kTransfersBackWithin;
        return {.actions = {reset_decoder, cancel}};
    }
    SessionStep step = closed(now);
    if (is_open) step.actions.insert(step.actions.begin(), close);
    return step;
}

SessionStep Session::idle(Instant now) {
    if (state_ == SessionState::recovering && stalled_) return submit_again(now);
    if (state_ != SessionState::closing) return {};
    const bool reset = after_ == After::reset;
    SessionStep step = closed(now);
    step.actions.insert(step.actions.begin(), close);
    if (reset) step.actions.insert(step.actions.begin(), reset_device);
    return step;
}

// The device is closed, or was never open.
SessionStep Session::closed(Instant now) {
    deadline_ = Instant::max();
    switch (after_) {
        case After::waiting: state_ = SessionState::waiting; return {};
        case After::gone: state_ = SessionState::gone; return {};
        case After::opening:
        case After::reset: return begin_opening(now);
        case After::faulty:
            state_ = SessionState::faulty;
            deadline_ = now + kFaultyRetry;
            return told(ReaderState::failing, kFaulty);
    }
    return {};
}

SessionStep Session::tick(Instant now) {
    if (now < deadline_) return {};
    deadline_ = Instant::max();
    switch (state_) {
        case SessionState::opening: return {.actions = {open}};
        case SessionState::claiming: return {.actions = {claim}};
        case SessionState::draining: {
            state_ = SessionState::ready;
            sound_from_ = now + kErrorsWithin;
            SessionStep step = told(ReaderState::ready, "Scanner ready.");
            step.actions = {reset_decoder};
            return step;
        }
        case SessionState::recovering: return submit_again(now);
        case SessionState::closing: {
            SessionStep step = closed(now);
            step.actions.insert(step.actions.begin(), abandon);
            return step;
        }
        case SessionState::faulty: attempts_ = 2; return begin_opening(now);
        case SessionState::waiting:
        case SessionState::ready:
        case SessionState::gone: return {};
    }
    return {};
}

// Old packets cannot have piled up: somebody listened until just now.
SessionStep Session::submit_again(Instant now) {
    const bool was_ready = sound_from_ != Instant::max();
    state_ = was_ready ? SessionState::ready : SessionState::draining;
    drain_from_ = now;
    deadline_ = was_ready ? Instant::max() : now + kDrainAtLeast;
    if (std::exchange(stalled_, false)) return {.actions = {clear_halt, submit}};
    return {.actions = {submit}};
}

Instant Session::deadline() const {
    return deadline_;
}

}  // namespace kiosk::drivers
