// kiosk/app/service_manager.hpp — tells systemd how the daemon is: sd_notify(3), nothing without
// it.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace kiosk::app {

// How long a start may go on after it last said how far it is; TimeoutStartSec= is for one that
// says nothing.
inline constexpr std::chrono::seconds kLongStartPatience{60};

// Before notify_ready() only.
void notify_starting(const std::string& status);
void notify_ready(const std::string& status);
void notify_stopping();
void notify_alive();

// How often systemd wants to hear notify_alive(); half its patience. Nothing without a watchdog.
[[nodiscard]] std::optional<std::chrono::microseconds> watchdog_interval();

// Whether a service manager started this program and waits to hear that it is ready.
[[nodiscard]] bool is_service();

}  // namespace kiosk::app
