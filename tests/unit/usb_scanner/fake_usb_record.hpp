// tests/unit/usb_scanner/fake_usb_record.hpp — what udev and sysfs say of a scanner that is not
// there.
#pragma once

#include <string>

#include "tests/unit/usb_scanner/descriptors.hpp"

namespace kiosk::drivers {

struct FakeDeviceSettings {
    std::string port = "1-1";
    int number = 2;      // on bus 1
    Bytes descriptors;   // of the device, and of its configuration
    Bytes report;        // HID report descriptor of interface 0; empty: none
    std::string serial;  // empty: none
};

[[nodiscard]] std::string device_node(int number);

// As sysfs names its HID device, below its interface.
[[nodiscard]] std::string hid_name(const FakeDeviceSettings& settings);

// The record format of umockdev-record(1); `path` is the device's own in sysfs.
[[nodiscard]] std::string record_of(const FakeDeviceSettings& settings, const std::string& path);

}  // namespace kiosk::drivers
