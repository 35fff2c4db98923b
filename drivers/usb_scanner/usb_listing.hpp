// drivers/usb_scanner/usb_listing.hpp — what is plugged in now, without opening any of it.
#pragma once

#include <vector>

#include "drivers/usb_scanner/usb_plan.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

struct UsbAttached {
    UsbDescription description;
    UsbReading reading;
};

// Every device but hubs, in order of ports. Disturbs nobody who reads them and needs no permission.
// Errc::unavailable where libusb does not start.
[[nodiscard]] Result<std::vector<UsbAttached>> attached_usb_devices();

}  // namespace kiosk::drivers
