// drivers/usb_scanner/usb_describe.cpp — descriptors from libusb, texts and reports from sysfs.
#include "drivers/usb_scanner/usb_describe.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <memory>
#include <span>
#include <system_error>

#include <fmt/format.h>
#include <libusb.h>

#include "drivers/common/utf8.hpp"
#include "drivers/usb_scanner/report_descriptor.hpp"

namespace kiosk::drivers {
namespace {

constexpr std::size_t kTextMax = 126;  // characters of a USB string descriptor
constexpr std::size_t kEntriesMax = 1024;

std::string bytes_of(const std::filesystem::path& file, std::size_t bytes_max) {
    std::ifstream in(file, std::ios::binary);
    std::string bytes(bytes_max, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes_max));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes;
}

// The device writes it: no control characters, no broken UTF-8.
std::string text_of_file(const std::filesystem::path& file) {
    std::string text = bytes_of(file, 4 * kTextMax);
    std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    return is_utf8(text) ? text : std::string();
}

// One byte more than is allowed shows that it is too long.
std::vector<std::uint8_t> report_descriptor_in(const std::filesystem::path& interface) {
    std::error_code error;
    std::filesystem::directory_iterator entry(interface, error);
    for (std::size_t i = 0; !error && entry != std::filesystem::end(entry) && i < kEntriesMax;
         entry.increment(error), ++i) {
        if (!entry->path().filename().string().starts_with("0003:")) continue;
        const auto bytes = bytes_of(entry->path() / "report_descriptor", kReportDescriptorMax + 1);
        return {bytes.begin(), bytes.end()};
    }
    return {};
}

UsbInterface interface_of(const libusb_interface_descriptor& descriptor) {
    UsbInterface interface{.number = descriptor.bInterfaceNumber,
                           .alternate = descriptor.bAlternateSetting,
                           .class_code = descriptor.bInterfaceClass,
                           .subclass = descriptor.bInterfaceSubClass,
                           .protocol = descriptor.bInterfaceProtocol};
    for (const auto& endpoint : std::span(descriptor.endpoint, descriptor.bNumEndpoints)) {
        interface.endpoints.push_back(
            {endpoint.bEndpointAddress, endpoint.bmAttributes,
             static_cast<std::uint16_t>(endpoint.wMaxPacketSize & 0x7FFU)});
    }
    if (descriptor.extra_length > 0) {
        interface.extra.assign(descriptor.extra, descriptor.extra + descriptor.extra_length);
    }
    return interface;
}

}  // namespace

std::string port_of(const UsbDevice& device) {
    std::array<std::uint8_t, 7> ports{};  // USB 3.2, 10.16: seven tiers
    const int count =
        libusb_get_port_numbers(device.get(), ports.data(), static_cast<int>(ports.size()));
    std::string text = fmt::format("{}", libusb_get_bus_number(device.get()));
    for (int i = 0; i < count; ++i) {
        text += fmt::format("{}{}", i == 0 ? '-' : '.', ports[static_cast<std::size_t>(i)]);
    }
    return text;
}

std::string place_of(const UsbDevice& device) {
    return fmt::format("{}@{}", port_of(device), libusb_get_device_address(device.get()));
}

UsbDescription describe(const UsbDevice& device) {
    UsbDescription description{.port = port_of(device)};
    libusb_device_descriptor about{};
    if (libusb_get_device_descriptor(device.get(), &about) != 0) return description;
    description.vendor = about.idVendor;
    description.product = about.idProduct;
    const std::filesystem::path folder = std::filesystem::path(kUsbDevices) / description.port;
    description.serial = text_of_file(folder / "serial");
    description.name = text_of_file(folder / "manufacturer");
    const std::string product = text_of_file(folder / "product");
    if (!description.name.empty() && !product.empty()) description.name += ' ';
    description.name += product;

    libusb_config_descriptor* raw = nullptr;
    if (libusb_get_active_config_descriptor(device.get(), &raw) != 0) return description;
    const std::unique_ptr<libusb_config_descriptor, void (*)(libusb_config_descriptor*)> config(
        raw, libusb_free_config_descriptor);
    for (const auto& group : std::span(config->interface, config->bNumInterfaces)) {
        for (const auto& setting :
             std::span(group.altsetting, static_cast<std::size_t>(group.num_altsetting))) {
            UsbInterface interface = interface_of(setting);
            if (interface.class_code == LIBUSB_CLASS_HID) {
                interface.report_descriptor = report_descriptor_in(
                    std::filesystem::path(kUsbDevices) / fmt::format("{}:{}.{}", description.port,
                                                                     config->bConfigurationValue,
                                                                     interface.number));
            }
            description.interfaces.push_back(std::move(interface));
        }
    }
    return description;
}

std::vector<std::string> places_in_use() {
    std::vector<std::string> places;
    std::error_code error;
    std::filesystem::directory_iterator entry(kUsbDevices, error);
    for (std::size_t i = 0; !error && entry != std::filesystem::end(entry) && i < kEntriesMax;
         entry.increment(error), ++i) {
        const std::string name = entry->path().filename().string();
        if (!name.starts_with("usb") && name.find(':') == std::string::npos) {
            const std::string address = text_of_file(entry->path() / "devnum");
            if (!address.empty()) places.push_back(fmt::format("{}@{}", name, address));
        }
    }
    std::ranges::sort(places);
    return places;
}

}  // namespace kiosk::drivers
