// tests/fakes/manual_clock.hpp — time that passes only when the test says.
#pragma once

#include <chrono>

#include "kiosk/ports/clock.hpp"

namespace kiosk::testing {

class ManualClock final : public ports::Clock {
  public:
    explicit ManualClock(Timestamp start) : now_(start) {}

    [[nodiscard]] Timestamp now() const override { return now_; }

    void advance(std::chrono::milliseconds by) {
        now_.mono += by;
        now_.utc += by;
    }

  private:
    Timestamp now_;
};

}  // namespace kiosk::testing
