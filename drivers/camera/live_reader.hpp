// drivers/camera/live_reader.hpp — reads one camera's frames, and spends time where a code may be.
//
// First where the last code was, then the whole frame once, and the ladder's costly passes only on
// parts that look like a code. One thread.
#pragma once

#include <chrono>
#include <optional>

#include "drivers/camera/filters.hpp"
#include "drivers/camera/frame.hpp"
#include "drivers/camera/ladder.hpp"
#include "kiosk/base/time.hpp"
#include "kiosk/ports/clock.hpp"

namespace kiosk::drivers {

// No pass begins later than this after the frame was taken up: the next guest's frame waits.
inline constexpr std::chrono::milliseconds kFrameBudget{100};

class LiveReader {
  public:
    // `clock` must outlive the reader.
    explicit LiveReader(const ports::Clock& clock, bool micro_qr = false)
        : clock_(clock), micro_qr_(micro_qr) {}

    // All codes that it finds; corners in pixels of the frame. `pass` as in the ladder, or "region"
    // where the last code's place was enough.
    [[nodiscard]] Reading read(const Frame& frame);

    // The next frame is read as a whole: another code may be beside the last.
    void forget_place() { last_place_.reset(); }

  private:
    [[nodiscard]] Reading read_last_place(const Frame& frame, Instant now);
    [[nodiscard]] Reading climb(const Frame& frame, Instant start);
    void remember(const Reading& reading, const Frame& frame, Instant now);

    const ports::Clock& clock_;
    bool micro_qr_;
    std::optional<Region> last_place_;  // of the code read last, with room for a hand's movement
    Instant last_read_{};
    int by_place_ = 0;       // frames read there since the last look at a whole one
    Instant climb_after_{};  // no costly pass before this
};

}  // namespace kiosk::drivers
