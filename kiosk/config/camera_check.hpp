// kiosk/config/camera_check.hpp — what must hold for each [[camera]].
//
// Private to this folder.
#pragma once

#include <vector>

#include "kiosk/config/config_check.hpp"

namespace kiosk::config {

// A camera is a device or a folder: one of them, not both.
[[nodiscard]] std::vector<Problem> check_cameras(const Config& config, const Places& places);

}  // namespace kiosk::config
