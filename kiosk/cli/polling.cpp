// kiosk/cli/polling.cpp — waits for a signal, not for time alone.
#include "kiosk/cli/polling.hpp"

#include <chrono>

#include "kiosk/cli/stop_signals.hpp"

namespace kiosk::cli {
namespace {

constexpr std::chrono::milliseconds kPoll{500};  // people do not notice half a second

}  // namespace

void poll_until_stopped(const Session& session, const std::function<Answer<void>()>& look) {
    const StopSignals signals;
    bool reachable = true;
    while (!signals.within(kPoll) && session.terminal.out.good()) {
        const auto seen = look();
        if (!seen && reachable) {
            session.terminal.complain(seen.error().text + "; waiting for it");
        }
        reachable = seen.has_value();
    }
}

}  // namespace kiosk::cli
