// kiosk/app/daemon.hpp — the running daemon: every part built once, in order, and taken down again.
#pragma once

#include "kiosk/app/options.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/config/config.hpp"

namespace kiosk::app {

// Runs until SIGTERM or SIGINT. Errors are those of the start: the state directory is taken, the
// journal is damaged beyond both copies, an address cannot be bound.
[[nodiscard]] Result<> run_daemon(const Options& options, const config::Config& config);

}  // namespace kiosk::app
