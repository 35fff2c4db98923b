// kiosk/config/scanner_settings.hpp — where a scanner is plugged in and how it sends its codes.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::config {

// Which USB device is meant. Cheap scanners have no serial, or all the same: then the port tells.
struct UsbMatchSettings {
    std::string id;      // match.id: vendor and product, "0c2e:0b61"
    std::string serial;  // match.serial; empty: any
    std::string port;    // match.port: bus and ports, "1-2.3"; empty: any
};

// The country settings that scanners in keyboard mode are read under, in the order of the driver's
// drivers::KeyboardLayout.
inline constexpr std::array<std::string_view, 6> kKeyboardLayoutNames{"us", "uk", "fr",
                                                                      "de", "be", "pt"};

// A symbology by the word in the file and its code character (ISO/IEC 15424, table 1).
struct SymbologyName {
    std::string_view name;
    char character = 0;
};
inline constexpr std::array kSymbologies{
    SymbologyName{"qr", 'Q'},      SymbologyName{"data-matrix", 'd'}, SymbologyName{"aztec", 'z'},
    SymbologyName{"pdf417", 'L'},  SymbologyName{"code-128", 'C'},    SymbologyName{"code-39", 'A'},
    SymbologyName{"code-93", 'G'}, SymbologyName{"codabar", 'F'},     SymbologyName{"itf", 'I'},
    SymbologyName{"ean-upc", 'E'}, SymbologyName{"gs1-databar", 'e'}};

// Different codes a second that a reader may send; no line of guests shows as many.
inline constexpr std::size_t kCodesPerSecond = 5;

struct ScannerSettings {
    std::string id;
    std::string station;
    std::filesystem::path device;         // match.path of a serial line: "/dev/serial/by-id/…"
    std::optional<UsbMatchSettings> usb;  // read by libusb instead
    std::string suffix = "\r";            // what ends a code; the factory setting of most scanners
    // Silence that also ends a code; a 9,600-baud line sends 48 bytes in this time.
    std::chrono::milliseconds idle{50};
    std::uint32_t baud = 9600;  // of serial lines
    std::size_t layout = 0;     // of kKeyboardLayoutNames; USB scanners in keyboard mode
    std::string symbologies;    // code characters of what is looked up, "Qd"; empty: everything
    std::size_t codes_per_second = kCodesPerSecond;  // more for two seconds: it is suspended
};

}  // namespace kiosk::config
