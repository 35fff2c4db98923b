// tests/unit/usb_scanner/descriptors.hpp — report descriptors that Linux accepted, byte by byte.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace kiosk::drivers {

using Bytes = std::vector<std::uint8_t>;

// "05 8c" and the like; blanks are free.
inline Bytes from_text(std::string_view hex) {
    Bytes bytes;
    std::uint8_t half = 0;
    bool second = false;
    for (const char c : hex) {
        if (c == ' ') continue;
        const int digit = c <= '9' ? c - '0' : c - 'a' + 10;
        half = static_cast<std::uint8_t>(half * 16 + digit);
        if (second) bytes.push_back(half);
        if (second) half = 0;
        second = !second;
    }
    return bytes;
}

inline Bytes operator+(Bytes left, const Bytes& right) {
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

// HID POS with symbology identifier, as Honeywell and others send it: 97 bytes.
inline Bytes descriptor_with_aim() {
    return from_text(
        "05 8c 09 02 a1 01 85 02 09 12 a1 02 15 00 26 ff 00 75 08 95 01 05 01 09 3b 81 02 "
        "05 8c 19 fb 29 fd 95 03 81 02 09 fe 95 38 82 02 01 95 02 81 03 "
        "25 01 75 01 95 01 09 ff 81 02 95 07 81 03 c0 85 04 09 14 a1 02 95 01 91 03 "
        "09 5f 09 60 95 02 91 02 95 02 91 03 09 85 09 86 91 02 95 01 91 03 c0 c0");
}

// HID POS without it, as Newland sends it: 56 bytes.
inline Bytes descriptor_without_aim() {
    return from_text(
        "05 8c 09 02 a1 01 85 02 09 12 a1 02 15 00 26 ff 00 75 08 95 01 05 01 09 3b 81 02 "
        "05 8c 09 fe 95 38 82 02 01 95 05 81 03 25 01 75 01 95 01 09 ff 81 02 95 07 81 03 c0 c0");
}

// HID POS with nothing but what must be: no report id, no length, 30 bytes of code: 48 bytes.
inline Bytes descriptor_minimal() {
    return from_text(
        "05 8c 09 02 a1 01 09 12 a1 02 15 00 26 ff 00 75 08 19 fb 29 fd 95 03 81 02 "
        "09 fe 95 1e 82 02 01 25 01 75 01 95 01 09 ff 81 02 95 07 81 03 c0 c0");
}

// A boot keyboard: 65 bytes.
inline Bytes descriptor_keyboard() {
    return from_text(
        "05 01 09 06 a1 01 05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02 95 01 75 08 81 01 "
        "95 05 75 01 05 08 19 01 29 05 91 02 95 01 75 03 91 01 95 06 75 08 15 00 26 ff 00 "
        "05 07 19 00 2a ff 00 81 00 c0");
}

}  // namespace kiosk::drivers
