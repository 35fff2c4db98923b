// drivers/usb_scanner/usb_describe.hpp — reads a device's description without opening it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "drivers/usb_scanner/usb_context.hpp"
#include "drivers/usb_scanner/usb_description.hpp"

namespace kiosk::drivers {

// Where the kernel tells of USB devices; readable for everybody.
inline constexpr const char* kUsbDevices = "/sys/bus/usb/devices";

// From what libusb and the kernel know already: nothing goes over the bus and no permission is
// needed. What cannot be read stays empty.
[[nodiscard]] UsbDescription describe(const UsbDevice& device);

// "1-2.3": bus and ports.
[[nodiscard]] std::string port_of(const UsbDevice& device);

// "1-2.3@7": its port and the number that this plug of it was given.
[[nodiscard]] std::string place_of(const UsbDevice& device);

// Places with a device, root hubs left out. Empty where nothing can be listed.
[[nodiscard]] std::vector<std::string> places_in_use();

}  // namespace kiosk::drivers
