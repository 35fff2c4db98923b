// kiosk/app/list_at_start.hpp — which attendee list a station begins with.
#pragma once

#include <filesystem>

#include "kiosk/app/station_service.hpp"
#include "kiosk/config/config.hpp"
#include "kiosk/storage/file_system.hpp"

namespace kiosk::app {

// Hands the stored list to the service; without one, the file that the configuration names is
// imported. A list that cannot be read stops nobody from starting: the journal is whole, exits go
// on, and the next import mends it. Main thread, before the first scan.
void take_list_at_start(StationService& service, storage::FileSystem& files,
                        const config::Config& config, const std::filesystem::path& directory);

}  // namespace kiosk::app
