// kiosk/cli/polling.cpp — waits for a signal, not for time alone.
#include "kiosk/cli/polling.hpp"

#include <cerrno>

#include <signal.h>
#include <time.h>

namespace kiosk::cli {
namespace {

constexpr long kPollNanoseconds = 500'000'000;  // people do not notice half a second

// Waits for the next look; false when the operator pressed Ctrl-C.
bool wait_for_next(const sigset_t& ends) {
    const timespec pause{0, kPollNanoseconds};
    return sigtimedwait(&ends, nullptr, &pause) < 0 && (errno == EAGAIN || errno == EINTR);
}

}  // namespace

void poll_until_stopped(const Session& session, const std::function<Answer<void>()>& look) {
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    bool reachable = true;
    while (wait_for_next(ends) && session.terminal.out.good()) {
        const auto seen = look();
        if (!seen && reachable) {
            session.terminal.complain(seen.error().text + "; waiting for it");
        }
        reachable = seen.has_value();
    }
}

}  // namespace kiosk::cli
