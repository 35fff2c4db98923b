// kiosk/demo/station_config.hpp — the demo station's kioskd.toml.
#pragma once

#include <chrono>
#include <string>

namespace kiosk::demo {

// One desk that watches the folder inbox/ and takes its list from attendees.csv beside the file.
[[nodiscard]] std::string station_config(std::chrono::sys_days day_one);

}  // namespace kiosk::demo
