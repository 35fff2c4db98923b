// kiosk/cli/stop_signals.hpp — Ctrl-C as an answer, so that devices are given back before the end.
#pragma once

#include <chrono>

#include <signal.h>

namespace kiosk::cli {

// Made before any thread is started: all of them inherit that the signals wait.
class StopSignals {
  public:
    StopSignals();

    // Waits; true as soon as SIGINT or SIGTERM came.
    [[nodiscard]] bool within(std::chrono::milliseconds time) const;

  private:
    sigset_t signals_{};
};

}  // namespace kiosk::cli
