// kiosk/app/service_manager.cpp — libsystemd's notifications.
#include "kiosk/app/service_manager.hpp"

#include <cstdlib>

#include <systemd/sd-daemon.h>

namespace kiosk::app {

// Failures are of no interest: without a service manager nobody listens.
void notify_ready(const std::string& status) {
    static_cast<void>(sd_notify(0, ("READY=1\nSTATUS=" + status).c_str()));
}

void notify_starting(const std::string& status) {
    const auto patience = std::chrono::microseconds(kLongStartPatience).count();
    const std::string text =
        "STATUS=" + status + "\nEXTEND_TIMEOUT_USEC=" + std::to_string(patience);
    static_cast<void>(sd_notify(0, text.c_str()));
}

void notify_stopping() {
    static_cast<void>(sd_notify(0, "STOPPING=1"));
}

void notify_alive() {
    static_cast<void>(sd_notify(0, "WATCHDOG=1"));
}

bool is_service() {
    return std::getenv("NOTIFY_SOCKET") != nullptr;
}

std::optional<std::chrono::microseconds> watchdog_interval() {
    std::uint64_t patience_us = 0;
    if (sd_watchdog_enabled(0, &patience_us) <= 0 || patience_us == 0) return std::nullopt;
    return std::chrono::microseconds(patience_us / 2);
}

}  // namespace kiosk::app
