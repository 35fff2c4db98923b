// tests/unit/usb_scanner/fake_usb_record.cpp — the record, line by line.
#include "tests/unit/usb_scanner/fake_usb_record.hpp"

#include <cstdint>

namespace kiosk::drivers {
namespace {

std::string hex(const Bytes& bytes) {
    std::string text;
    for (const std::uint8_t byte : bytes) {
        text += "0123456789abcdef"[byte >> 4U];
        text += "0123456789abcdef"[byte & 15U];
    }
    return text;
}

}  // namespace

std::string device_node(int number) {
    return "/dev/bus/usb/001/00" + std::to_string(number);
}

// The kernel numbers them through.
std::string hid_name(const FakeDeviceSettings& settings) {
    return "/0003:1209:0001.000" + std::to_string(settings.number);
}

std::string record_of(const FakeDeviceSettings& settings, const std::string& path) {
    const std::string number = std::to_string(settings.number);
    std::string record = "P: " + path + "\nN: bus/usb/001/00" + number +
                         "\nE: SUBSYSTEM=usb\nE: DRIVER=usb\nE: BUSNUM=001\nE: DEVNUM=00" + number +
                         "\nE: DEVNAME=" + device_node(settings.number) +
                         "\nE: DEVTYPE=usb_device\nA: bConfigurationValue=1\\n\nA: busnum=1\\n\n"
                         "A: devnum=" +
                         number + "\\n\nA: speed=12\\n\n";
    if (!settings.serial.empty()) record += "A: serial=" + settings.serial + "\\n\n";
    record += "H: descriptors=" + hex(settings.descriptors) + "\n";
    if (settings.report.empty()) return record;
    const std::string interface = path + "/" + settings.port + ":1.0";
    record += "\nP: " + interface + "\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_interface\n";
    record += "\nP: " + interface + hid_name(settings) + "\nE: SUBSYSTEM=hid\n";
    record += "H: report_descriptor=" + hex(settings.report) + "\n";
    return record;
}

}  // namespace kiosk::drivers
