// kiosk/app/system_clock.cpp — reading CLOCK_BOOTTIME, CLOCK_REALTIME and the boot id.
#include "kiosk/app/system_clock.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <string>

#include "kiosk/base/text_codec.hpp"

namespace kiosk::app {
namespace {

std::chrono::nanoseconds read_clock(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

}  // namespace

Timestamp SystemClock::now() const {
    const auto wall = std::chrono::floor<std::chrono::milliseconds>(read_clock(CLOCK_REALTIME));
    return {Instant(read_clock(CLOCK_BOOTTIME)), UtcTime(wall)};
}

core::BootId boot_id() {
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string text;
    std::getline(file, text);
    std::erase(text, '-');
    core::BootId id;
    if (!from_hex(text, id.bytes)) return {};
    return id;
}

}  // namespace kiosk::app
