// kiosk/app/service_manager.hpp — tells systemd how the daemon is: sd_notify(3), nothing without
// it.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace kiosk::app {

void notify_ready(const std::string& status);
void notify_stopping();
void notify_alive();

// How often systemd wants to hear notify_alive(); half its patience. Nothing without a watchdog.
[[nodiscard]] std::optional<std::chrono::microseconds> watchdog_interval();

}  // namespace kiosk::app
