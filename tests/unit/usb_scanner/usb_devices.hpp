// tests/unit/usb_scanner/usb_devices.hpp — three scanners that Linux accepted, and what they send.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "tests/unit/usb_scanner/fake_usb.hpp"

namespace kiosk::drivers {

inline const Bytes kHidPos = from_text(
    "12 01 00 02 00 00 00 40 09 12 01 00 00 01 01 02 03 01 "
    "09 02 29 00 01 01 00 80 32 09 04 00 00 02 03 00 00 00 09 21 11 01 00 01 22 61 00 "
    "07 05 81 03 40 00 01 07 05 02 03 40 00 01");
inline const Bytes kKeyboard = from_text(
    "12 01 00 02 00 00 00 08 09 12 02 00 00 01 01 02 03 01 "
    "09 02 22 00 01 01 00 80 32 09 04 00 00 01 03 01 01 00 09 21 11 01 00 01 22 41 00 "
    "07 05 81 03 08 00 0a");
inline const Bytes kCdcAcm = from_text(
    "12 01 00 02 02 00 00 40 09 12 03 00 00 01 01 02 03 01 "
    "09 02 43 00 02 01 00 80 32 09 04 00 00 01 02 02 01 00 05 24 00 10 01 05 24 01 00 01 "
    "04 24 02 02 05 24 06 00 01 07 05 83 03 08 00 10 09 04 01 00 02 0a 00 00 00 "
    "07 05 02 02 40 00 00 07 05 81 02 40 00 00");

inline FakeDeviceSettings hid_pos(std::string port = "1-1", int number = 2,
                                  std::string serial = "") {
    return {.port = std::move(port),
            .number = number,
            .descriptors = kHidPos,
            .report = descriptor_with_aim(),
            .serial = std::move(serial)};
}

inline Bytes report(std::string_view text, bool continued = false) {
    Bytes bytes = from_text("02 00 5d 51 31");
    bytes[1] = static_cast<std::uint8_t>(text.size());
    bytes.insert(bytes.end(), text.begin(), text.end());
    bytes.resize(64);
    bytes[63] = continued ? 1 : 0;
    return bytes;
}

inline Bytes text(std::string_view text) {
    return {text.begin(), text.end()};
}

}  // namespace kiosk::drivers
