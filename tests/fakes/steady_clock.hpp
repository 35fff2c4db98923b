// tests/fakes/steady_clock.hpp — real steady time, for drivers whose device waits by it.
#pragma once

#include <chrono>

#include "kiosk/ports/clock.hpp"

namespace kiosk::testing {

class SteadyClock final : public ports::Clock {
  public:
    [[nodiscard]] Timestamp now() const override {
        return {Instant(std::chrono::steady_clock::now().time_since_epoch()), {}};
    }
};

}  // namespace kiosk::testing
