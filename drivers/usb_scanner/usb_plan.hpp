// drivers/usb_scanner/usb_plan.hpp — how a USB device is read, or why it is not.
//
// Decided from descriptors alone, before anything is opened. Of several ways HID POS is the best
// (length, symbology, all bytes), then the virtual serial line, then the keyboard. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "drivers/usb_scanner/hid_pos_layout.hpp"
#include "drivers/usb_scanner/key_report.hpp"
#include "drivers/usb_scanner/usb_description.hpp"

namespace kiosk::drivers {

enum class UsbMode : std::uint8_t { hid_pos, cdc_acm, keyboard };

[[nodiscard]] std::string_view name_of(UsbMode mode);  // "HID POS" …

struct UsbPlan {
    UsbMode mode = UsbMode::hid_pos;
    std::uint8_t interface = 0;  // to claim and read; of CDC-ACM the data interface
    std::uint8_t alternate = 0;
    std::optional<std::uint8_t> control_interface;  // of CDC-ACM; claimed first
    std::uint8_t endpoint = 0;
    bool bulk = false;
    std::uint16_t packet_bytes = 0;       // as the endpoint says
    std::size_t transfer_bytes = 0;       // one packet, or one whole report in packets
    std::optional<HidPosLayout> hid_pos;  // nothing: the first report tells
    KeyReportLayout keys = kBootKeyboard;
    bool boot_protocol = false;  // the keyboard must be told to send boot reports
};

// Something that is there and not used, with what to do about it.
struct UsbRefusal {
    std::string sentence;
};

// Neither: a device that has nothing to do with scanners.
using UsbReading = std::variant<std::monostate, UsbPlan, UsbRefusal>;

[[nodiscard]] UsbReading reading_of(const UsbDescription& device);

}  // namespace kiosk::drivers
