// kiosk/ports/clock.hpp — the one way to learn the time.
#pragma once

#include "kiosk/base/time.hpp"

namespace kiosk::ports {

class Clock {
  public:
    virtual ~Clock() = default;

    // Both clocks at this moment. Any thread; never blocks.
    [[nodiscard]] virtual Timestamp now() const = 0;
};

}  // namespace kiosk::ports
