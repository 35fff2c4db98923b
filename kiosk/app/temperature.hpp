// kiosk/app/temperature.hpp — how hot this computer is, by the kernel's thermal zones.
#pragma once

#include <filesystem>
#include <optional>

namespace kiosk::app {

// The hottest zone in °C; nothing where the kernel tells none. Documentation/driver-api/thermal/
// sysfs-api.rst: thermal_zone*/temp in thousandths.
[[nodiscard]] std::optional<double> read_temperature(
    const std::filesystem::path& zones = "/sys/class/thermal");

}  // namespace kiosk::app
