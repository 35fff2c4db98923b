// tests/integration/fake_scanner.cpp — USB scanners that are not there, for a kioskd beside it.
//
// Runs under libumockdev-preload and prints the folder of its world; a program that is started with
// that in UMOCKDEV_DIR, and the same preload, sees its devices. Commands are lines on standard
// input, each answered with "ok" when it is done:
//
//   plug NAME pos|com|keyboard PORT NUMBER [SERIAL]
//   code NAME TEXT       as the scanner's mode sends it
//   part NAME TEXT       the same without its end, and all of it taken: more would follow
//   unplug NAME
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>

#include "tests/unit/usb_scanner/fake_usb.hpp"
#include "tests/unit/usb_scanner/typing.hpp"
#include "tests/unit/usb_scanner/usb_devices.hpp"

namespace kiosk::drivers {
namespace {

constexpr std::size_t kHidPosPart = 56;
constexpr std::size_t kTransfers = 4;  // in flight again when the station has taken everything

struct Plugged {
    std::string kind;
    std::unique_ptr<FakeDevice> device;
};

FakeDeviceSettings settings_of(const std::string& kind) {
    if (kind == "com") return {.descriptors = kCdcAcm};
    if (kind == "keyboard") return {.descriptors = kKeyboard, .report = descriptor_keyboard()};
    return {.descriptors = kHidPos, .report = descriptor_with_aim()};
}

void send_hid_pos(FakeDevice& device, std::string_view code, bool ends) {
    while (code.size() > kHidPosPart) {
        device.send(report(code.substr(0, kHidPosPart), /*continued=*/true));
        code.remove_prefix(kHidPosPart);
    }
    device.send(report(code, /*continued=*/!ends));
}

void send_keys(FakeDevice& device, std::string_view code, bool ends) {
    constexpr std::uint8_t kEnter = 0x28;
    auto strokes = typed(code, KeyboardLayout::us);
    if (ends) strokes.push_back({kEnter, 0});
    for (const KeyStroke& stroke : strokes) {
        device.send({stroke.modifiers, 0, stroke.usage, 0, 0, 0, 0, 0});
        device.send(Bytes(8));
    }
}

void send(Plugged& scanner, const std::string& code, bool ends) {
    if (scanner.kind == "pos") return send_hid_pos(*scanner.device, code, ends);
    if (scanner.kind == "keyboard") return send_keys(*scanner.device, code, ends);
    scanner.device->send(text(ends ? code + "\r" : code));
}

void plug(const FakeBus& bus, std::istream& words, Plugged& scanner) {
    words >> scanner.kind;
    FakeDeviceSettings settings = settings_of(scanner.kind);
    words >> settings.port >> settings.number >> settings.serial;
    scanner.device = std::make_unique<FakeDevice>(bus, std::move(settings));
}

int run() {
    const FakeBus bus;
    std::map<std::string, Plugged> scanners;
    std::cout << std::getenv("UMOCKDEV_DIR") << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream words(line);
        std::string command;
        std::string name;
        words >> command >> name;
        if (command == "plug") {
            plug(bus, words, scanners[name]);
        } else if (command == "unplug") {
            scanners.erase(name);
        } else {
            std::string code;
            words >> code;
            Plugged& scanner = scanners.at(name);
            const bool ends = command == "code";
            send(scanner, code, ends);
            if (!ends && !scanner.device->wait_for_transfers(kTransfers)) return EXIT_FAILURE;
        }
        std::cout << "ok" << std::endl;
    }
    return EXIT_SUCCESS;
}

}  // namespace
}  // namespace kiosk::drivers

int main() {
    return kiosk::drivers::run();
}
