// kiosk/config/scanner_check.hpp — what must hold for each [[scanner]], and between two of them.
//
// Private to this folder.
#pragma once

#include <vector>

#include "kiosk/config/config_check.hpp"

namespace kiosk::config {

// Keys of one kind of scanner do not stand at the other, and no USB device fits two scanners.
[[nodiscard]] std::vector<Problem> check_scanners(const Config& config, const Places& places);

}  // namespace kiosk::config
