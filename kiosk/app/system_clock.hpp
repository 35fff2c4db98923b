// kiosk/app/system_clock.hpp — the real clocks of this machine, and which boot they belong to.
#pragma once

#include "kiosk/core/record.hpp"
#include "kiosk/ports/clock.hpp"

namespace kiosk::app {

class SystemClock final : public ports::Clock {
  public:
    // Steady time is CLOCK_BOOTTIME: it goes on while the machine sleeps. Any thread.
    [[nodiscard]] Timestamp now() const override;
};

// The kernel's random id of this boot; all zero where the kernel does not tell.
[[nodiscard]] core::BootId boot_id();

}  // namespace kiosk::app
