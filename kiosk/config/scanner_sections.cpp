// kiosk/config/scanner_sections.cpp — the keys of [[scanner]]: a serial line or a USB device.
#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>

#include <fmt/core.h>

#include "kiosk/config/config_sections.hpp"
#include "kiosk/config/nearest_name.hpp"

namespace kiosk::config {
namespace {

using namespace std::chrono_literals;

constexpr std::array<std::string_view, 2> kSubsystems{"tty", "usb"};
constexpr std::array<std::string_view, 2> kLaterSubsystems{"input", "hidraw"};
constexpr std::size_t kUsbSubsystem = 1;

// What ends a code: the four that scanners offer as suffix.
constexpr std::array<std::string_view, 4> kSuffixes{"\r", "\n", "\r\n", "\t"};

// The rates of termios(3) that serial scanners offer.
constexpr std::array<std::int64_t, 8> kBaudRates{1200,  2400,  4800,  9600,
                                                 19200, 38400, 57600, 115200};

constexpr std::size_t kUsbTextMax = 126;  // characters of a USB string descriptor
constexpr std::size_t kPortMax = 32;      // seven tiers below a bus: "1-2.3.4.5.6.7.8"

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// "0c2e:0b61", as lsusb prints it.
bool is_usb_id(std::string_view text) {
    const auto hex = [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; };
    return text.size() == 9 && text[4] == ':' && std::ranges::all_of(text.substr(0, 4), hex) &&
           std::ranges::all_of(text.substr(5), hex);
}

// A number, a hyphen, and numbers with dots between them: "1-2.3".
bool is_usb_port(std::string_view text) {
    if (text.empty() || text.size() > kPortMax || !is_digit(text.back())) return false;
    bool on_ports = false;
    bool after_digit = false;
    for (const char c : text) {
        if (is_digit(c)) {
            after_digit = true;
            continue;
        }
        const bool separates = on_ports ? c == '.' : c == '-';
        if (!separates || !after_digit) return false;
        on_ports = true;
        after_digit = false;
    }
    return on_ports;
}

bool is_usb_text(std::string_view text) {
    return !text.empty() && text.size() <= kUsbTextMax;
}

struct CheckedText {
    std::string_view key;
    bool (*is_valid)(std::string_view);
    std::string_view wanted;
};

void read_checked(TableReader& in, const CheckedText& rule, std::string& into) {
    in.texts(rule.key, [&](std::string_view text, const toml::node& node) {
        if (!rule.is_valid(text)) {
            in.error(node, fmt::format("{} {} in {} is no {}", rule.key, in_quotes(text),
                                       in.title(), rule.wanted));
        }
        into = text;
    });
}

void read_usb_match(TableReader& in, UsbMatchSettings& usb) {
    in.require("id");
    read_checked(in, {"id", is_usb_id, "vendor and product such as \"0c2e:0b61\""}, usb.id);
    std::ranges::transform(usb.id, usb.id.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    read_checked(in, {"serial", is_usb_text, "serial of 1 to 126 bytes"}, usb.serial);
    read_checked(in, {"port", is_usb_port, "USB port such as \"1-2.3\""}, usb.port);
}

void read_match(TableReader& in, ScannerSettings& scanner) {
    if (in.choice("subsystem", kSubsystems, kLaterSubsystems) == kUsbSubsystem) {
        return read_usb_match(in, scanner.usb.emplace());
    }
    in.require("path");
    in.path("path", scanner.device);
}

void read_framing(TableReader& in, ScannerSettings& scanner) {
    in.texts("suffix", [&](std::string_view suffix, const toml::node& node) {
        if (std::ranges::find(kSuffixes, suffix) == kSuffixes.end()) {
            in.error(node, fmt::format(R"(suffix {} is unknown; known: "\r", "\n", "\r\n", "\t")",
                                       in_quotes(suffix)));
        }
        scanner.suffix = suffix;
    });
    in.duration("idle", scanner.idle, 5ms, 5s);
}

void read_symbologies(TableReader& in, std::string& characters) {
    in.texts("symbologies", [&](std::string_view name, const toml::node& node) {
        const auto known = std::ranges::find(kSymbologies, name, &SymbologyName::name);
        if (known != kSymbologies.end()) {
            characters += known->character;
            return;
        }
        std::array<std::string_view, kSymbologies.size()> names{};
        std::ranges::transform(kSymbologies, names.begin(), &SymbologyName::name);
        in.error(node, fmt::format("symbology {} in {} is unknown{}", in_quotes(name), in.title(),
                                   hint(name, names)));
    });
}

}  // namespace

void read_scanner(TableReader& in, ScannerSettings& scanner, std::chrono::milliseconds& window) {
    in.require("id");
    in.id("id", scanner.id);
    in.require("station");
    in.text("station", scanner.station);
    in.require("match");
    in.table("match", [&](TableReader& match) { read_match(match, scanner); });
    in.table("framing", [&](TableReader& framing) { read_framing(framing, scanner); });
    if (const auto baud = in.integer("baud", kBaudRates)) {
        scanner.baud = static_cast<std::uint32_t>(*baud);
    }
    if (const auto layout = in.choice("layout", kKeyboardLayoutNames)) scanner.layout = *layout;
    read_symbologies(in, scanner.symbologies);
    if (const auto codes = in.integer("codes_per_second", {1, 1000})) {
        scanner.codes_per_second = static_cast<std::size_t>(*codes);
    }
    in.duration("same_code_window", window, 0ms, 60s);
}

}  // namespace kiosk::config
