// drivers/usb_scanner/usb_description.hpp — what a USB device says of itself, without being opened.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kiosk::drivers {

inline constexpr std::uint8_t kClassHid = 0x03;

struct UsbEndpoint {
    std::uint8_t address = 0;     // bit 7: towards this computer
    std::uint8_t attributes = 0;  // bits 0-1: 2 bulk, 3 interrupt
    std::uint16_t packet_bytes = 0;

    [[nodiscard]] bool is_input() const { return (address & 0x80U) != 0; }
    [[nodiscard]] bool is_bulk() const { return (attributes & 3U) == 2; }
    [[nodiscard]] bool is_interrupt() const { return (attributes & 3U) == 3; }
};

struct UsbInterface {
    std::uint8_t number = 0;
    std::uint8_t alternate = 0;
    std::uint8_t class_code = 0;
    std::uint8_t subclass = 0;
    std::uint8_t protocol = 0;
    std::vector<UsbEndpoint> endpoints;
    std::vector<std::uint8_t> extra;              // class descriptors behind it
    std::vector<std::uint8_t> report_descriptor;  // of HID, where the kernel's driver has read it
};

struct UsbDescription {
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    std::string serial;  // empty where the device has none
    std::string name;    // maker and product as the device writes them; for people
    std::string port;    // "1-2.3": bus and ports
    std::vector<UsbInterface> interfaces;

    // "0c2e:0b61", as in kioskctl devices and the configuration.
    [[nodiscard]] std::string id() const;
};

}  // namespace kiosk::drivers
