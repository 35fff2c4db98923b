// kiosk/cli/polling.hpp — looks again twice a second until the operator presses Ctrl-C.
#pragma once

#include <functional>

#include "kiosk/cli/verbs.hpp"

namespace kiosk::cli {

// A daemon that does not answer is said once, and waited for.
void poll_until_stopped(const Session& session, const std::function<Answer<void>()>& look);

}  // namespace kiosk::cli
