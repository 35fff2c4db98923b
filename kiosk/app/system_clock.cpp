// kiosk/app/system_clock.cpp — reading the kernel's clocks, its time server and the boot id.
#include "kiosk/app/system_clock.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include <sys/stat.h>
#include <sys/timex.h>

#include "kiosk/base/text_codec.hpp"

namespace kiosk::app {
namespace {

std::chrono::nanoseconds read_clock(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

// In the sandbox of our unit adjtimex is forbidden, since it can also set the clock.
// systemd-timesyncd touches this file each time it heard a server, at least every 34 minutes.
constexpr const char* kTimesyncdStamp = "/run/systemd/timesync/synchronized";
constexpr std::chrono::minutes kTimesyncdRest{40};
constexpr std::chrono::milliseconds kTimesyncdError{1000};

// When it was touched, unless that is long ago or in the future: after a jump it is no witness.
std::optional<UtcTime> touched_lately(const char* path, std::chrono::nanoseconds now) {
    struct stat status{};
    if (stat(path, &status) != 0) return std::nullopt;
    const auto touched = std::chrono::seconds(status.st_mtim.tv_sec) +
                         std::chrono::nanoseconds(status.st_mtim.tv_nsec);
    if (touched > now || now - touched > kTimesyncdRest) return std::nullopt;
    return UtcTime(std::chrono::floor<std::chrono::milliseconds>(touched));
}

}  // namespace

ClockReading SystemClock::read() const {
    ClockReading reading;
    reading.mono = Instant(read_clock(CLOCK_BOOTTIME));
    const auto wall = read_clock(CLOCK_REALTIME);
    reading.wall = UtcTime(std::chrono::floor<std::chrono::milliseconds>(wall));
    timex kernel{};  // modes 0: only asks
    const int state = adjtimex(&kernel);
    if (state >= 0) {
        reading.synced = state != TIME_ERROR && (kernel.status & STA_UNSYNC) == 0;
        reading.max_error = std::chrono::ceil<std::chrono::milliseconds>(
            std::chrono::microseconds(kernel.maxerror));
    } else if (const auto heard = touched_lately(kTimesyncdStamp, wall)) {
        reading.synced = true;
        reading.heard = heard;
        reading.max_error = kTimesyncdError;
    }
    return reading;
}

std::chrono::milliseconds own_clock_error() {
    const bool has_battery_clock = std::filesystem::exists("/sys/class/rtc/rtc0");
    const bool is_board = std::filesystem::exists("/proc/device-tree/model");
    if (is_board && !has_battery_clock) return kUnknownError;
    return std::chrono::seconds(60);
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
