// drivers/usb_scanner/usb_listing.cpp — libusb's list, described one by one.
#include "drivers/usb_scanner/usb_listing.hpp"

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <utility>

#include <libusb.h>

#include "drivers/usb_scanner/usb_context.hpp"
#include "drivers/usb_scanner/usb_describe.hpp"

namespace kiosk::drivers {
namespace {

bool is_hub(const UsbDescription& device) {
    const bool root = device.port.find('-') == std::string::npos;
    return root || std::ranges::any_of(device.interfaces, [](const UsbInterface& interface) {
               return interface.class_code == LIBUSB_CLASS_HUB;
           });
}

}  // namespace

Result<std::vector<UsbAttached>> attached_usb_devices() {
    libusb_context* raw = nullptr;
    if (const int error = libusb_init(&raw); error != 0) {
        return fail(Errc::unavailable,
                    std::string("libusb does not start: ") + libusb_error_name(error));
    }
    const std::unique_ptr<libusb_context, void (*)(libusb_context*)> context(raw, libusb_exit);
    libusb_device** list = nullptr;
    const auto count = libusb_get_device_list(context.get(), &list);
    std::vector<UsbAttached> attached;
    for (libusb_device* device : std::span(list, count < 0 ? 0 : static_cast<std::size_t>(count))) {
        UsbDescription description = describe(UsbDevice(device));
        if (is_hub(description)) continue;
        UsbReading reading = reading_of(description);
        attached.push_back({std::move(description), std::move(reading)});
    }
    if (count >= 0) libusb_free_device_list(list, /*unref_devices=*/1);
    std::ranges::sort(attached, {}, [](const UsbAttached& one) { return one.description.port; });
    return attached;
}

}  // namespace kiosk::drivers
