// drivers/usb_scanner/calibration_picture.hpp — the calibration code as a picture on a terminal.
#pragma once

#include <string>

namespace kiosk::drivers {

// A QR code of kCalibrationText in lines of half blocks, black on white whatever colours the
// terminal has. 41 columns wide.
[[nodiscard]] std::string calibration_picture();

}  // namespace kiosk::drivers
