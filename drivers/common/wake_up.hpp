// drivers/common/wake_up.hpp — ends the wait of a reader's thread from another one.
#pragma once

#include <chrono>

namespace kiosk::drivers {

class WakeUp {
  public:
    WakeUp();  // takes a descriptor; that there is one left is an invariant
    ~WakeUp();
    WakeUp(const WakeUp&) = delete;
    WakeUp& operator=(const WakeUp&) = delete;

    // Readable from the first ring() on, for poll() beside a device.
    [[nodiscard]] int fd() const { return fd_; }

    void ring() const;  // any thread

    // Until the time is up, or it rings.
    void pause(std::chrono::milliseconds time) const;

  private:
    int fd_;
};

}  // namespace kiosk::drivers
