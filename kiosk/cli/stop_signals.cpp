// kiosk/cli/stop_signals.cpp — blocked and waited for.
#include "kiosk/cli/stop_signals.hpp"

#include <cerrno>

#include <time.h>

namespace kiosk::cli {

StopSignals::StopSignals() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
}

bool StopSignals::within(std::chrono::milliseconds time) const {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    const std::chrono::nanoseconds rest = time - seconds;
    const timespec pause{seconds.count(), rest.count()};
    return sigtimedwait(&signals_, nullptr, &pause) >= 0 || (errno != EAGAIN && errno != EINTR);
}

}  // namespace kiosk::cli
