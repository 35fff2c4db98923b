// drivers/common/wake_up.cpp — an event descriptor that stays readable.
#include "drivers/common/wake_up.hpp"

#include <cstdint>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "kiosk/base/check.hpp"

namespace kiosk::drivers {

WakeUp::WakeUp() : fd_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    KIOSK_CHECK(fd_ >= 0, "the process may open one more descriptor");
}

WakeUp::~WakeUp() {
    ::close(fd_);
}

void WakeUp::ring() const {
    const std::uint64_t one = 1;
    static_cast<void>(!::write(fd_, &one, sizeof one));
}

void WakeUp::pause(std::chrono::milliseconds time) const {
    pollfd rung{fd_, POLLIN, 0};
    ::poll(&rung, 1, static_cast<int>(time.count()));
}

}  // namespace kiosk::drivers
