// kiosk/app/system_clock.hpp — the real clocks of this machine, and which boot they belong to.
#pragma once

#include <chrono>

#include "kiosk/app/station_clock.hpp"
#include "kiosk/core/record.hpp"

namespace kiosk::app {

class SystemClock final : public SystemClocks {
  public:
    // Steady time is CLOCK_BOOTTIME: it goes on while the machine sleeps. The kernel tells by
    // adjtimex(2) whether somebody keeps it in step with a time server; where the sandbox forbids
    // the question, systemd-timesyncd's stamp does.
    [[nodiscard]] ClockReading read() const override;
};

// How far the system's clock may be off where no time server was heard: a minute with a battery
// clock, as every PC has one; kUnknownError on a board without (Raspberry Pi).
[[nodiscard]] std::chrono::milliseconds own_clock_error();

// The kernel's random id of this boot; all zero where the kernel does not tell.
[[nodiscard]] core::BootId boot_id();

}  // namespace kiosk::app
