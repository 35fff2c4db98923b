// drivers/usb_scanner/usb_plan.cpp — interface classes, page 8C, and the modes without a way in.
#include "drivers/usb_scanner/usb_plan.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace kiosk::drivers {
namespace {

constexpr std::uint8_t kClassCommunications = 0x02, kClassData = 0x0A;
constexpr std::uint8_t kSubclassAcm = 0x02, kSubclassBoot = 0x01, kProtocolKeyboard = 0x01;
constexpr Usage kBarCodePage = 0x8C, kVendorPagesFrom = 0xFF00;
constexpr Usage kOemHandHeld = 0x4B00, kOemTableTop = 0x4A00;  // on a vendor's page
constexpr std::uint16_t kVendorSymbol = 0x05E0, kProductSnapi = 0x1900;
constexpr std::array<std::uint16_t, 2> kProductsOem{0x1300, 0x1400};  // of Symbol

constexpr const char* kSnapi =
    "Scanner in SNAPI mode, which only its maker's software can read: scan the code \"HID POS\" or "
    "\"CDC COM Port Emulation\" of its manual.";
constexpr const char* kOem =
    "Scanner in IBM/OEM mode, which sends nothing until a cash register wakes it: scan the code "
    "\"USB HID POS\" or \"USB COM\" of its manual.";
constexpr const char* kUnreadable =
    "Scanner with a report that cannot be read: scan the code \"USB COM\" of its manual.";

const UsbEndpoint* input_of(const UsbInterface& interface, bool bulk) {
    const auto fits = [bulk](const UsbEndpoint& endpoint) {
        return endpoint.is_input() && endpoint.packet_bytes > 0 &&
               (bulk ? endpoint.is_bulk() : endpoint.is_interrupt());
    };
    const auto found = std::ranges::find_if(interface.endpoints, fits);
    return found == interface.endpoints.end() ? nullptr : &*found;
}

UsbPlan plan_on(const UsbInterface& interface, const UsbEndpoint& endpoint, UsbMode mode) {
    return {.mode = mode,
            .interface = interface.number,
            .alternate = interface.alternate,
            .endpoint = endpoint.address,
            .bulk = endpoint.is_bulk(),
            .packet_bytes = endpoint.packet_bytes,
            .transfer_bytes = endpoint.packet_bytes};
}

// Whole packets, as many as one report needs: a shorter buffer would lose the rest.
std::size_t in_packets(std::size_t report_bytes, std::size_t packet_bytes) {
    const std::size_t packets = (report_bytes + packet_bytes - 1) / packet_bytes;
    return std::max<std::size_t>(packets, 1) * packet_bytes;
}

bool is_oem(Usage application) {
    const Usage usage = application & 0xFFFF;
    return application >> 16U >= kVendorPagesFrom &&
           (usage == kOemHandHeld || usage == kOemTableTop);
}

UsbReading keyboard_on(const UsbInterface& interface, const UsbEndpoint& endpoint,
                       const ReportDescriptor* descriptor) {
    UsbPlan plan = plan_on(interface, endpoint, UsbMode::keyboard);
    std::optional<KeyReportLayout> layout;
    if (descriptor != nullptr) layout = key_layout_from(*descriptor);
    const bool boot = interface.subclass == kSubclassBoot;
    if (!layout && !boot) return UsbRefusal{kUnreadable};
    plan.boot_protocol = !layout;
    plan.keys = layout.value_or(kBootKeyboard);
    if (layout) {
        const std::size_t bytes =
            descriptor->report_bytes(ReportKind::input, layout->report_id.value_or(0));
        plan.transfer_bytes = in_packets(bytes, plan.packet_bytes);
    }
    return plan;
}

UsbReading hid_on(const UsbDescription& device, const UsbInterface& interface) {
    const UsbEndpoint* endpoint = input_of(interface, /*bulk=*/false);
    if (endpoint == nullptr) return {};
    const bool is_keyboard =
        interface.subclass == kSubclassBoot && interface.protocol == kProtocolKeyboard;
    if (interface.report_descriptor.empty()) {
        if (is_keyboard) return keyboard_on(interface, *endpoint, nullptr);
        // No driver of the kernel has it, perhaps since a crash of ours: its maker tells.
        const auto layout = layout_of_maker(device.vendor);
        if (!layout || interface.subclass != 0) return {};
        UsbPlan plan = plan_on(interface, *endpoint, UsbMode::hid_pos);
        plan.hid_pos = layout;
        plan.transfer_bytes = in_packets(layout->report_bytes, plan.packet_bytes);
        return plan;
    }
    const auto descriptor = parse_report_descriptor(interface.report_descriptor);
    if (!descriptor) {
        if (is_keyboard) return keyboard_on(interface, *endpoint, nullptr);
        return UsbRefusal{
            "Scanner or other device that cannot be read: " + descriptor.error().context + "."};
    }
    for (const Usage application : descriptor->applications) {
        if (application >> 16U == kBarCodePage) {
            UsbPlan plan = plan_on(interface, *endpoint, UsbMode::hid_pos);
            plan.hid_pos = layout_from(*descriptor);
            if (!plan.hid_pos) plan.hid_pos = layout_of_maker(device.vendor);
            const std::size_t bytes =
                plan.hid_pos ? plan.hid_pos->report_bytes : kLayoutWithAim.report_bytes;
            plan.transfer_bytes = in_packets(bytes, plan.packet_bytes);
            return plan;
        }
        if (application == kUsageKeyboard) return keyboard_on(interface, *endpoint, &*descriptor);
        if (is_oem(application)) return UsbRefusal{kOem};
    }
    return {};
}

// The data interface that the Union descriptor names (CDC 1.2, 5.2.3.2), else the next one.
std::optional<std::uint8_t> data_interface_of(const UsbInterface& control) {
    std::span<const std::uint8_t> rest(control.extra);
    std::optional<std::uint8_t> by_call_management;
    while (rest.size() >= 2 && rest[0] >= 2 && rest[0] <= rest.size()) {
        const auto one = rest.first(rest[0]);
        constexpr std::uint8_t kClassInterface = 0x24, kCallManagement = 0x01, kUnion = 0x06;
        if (one.size() >= 5 && one[1] == kClassInterface) {
            if (one[2] == kUnion) return one[4];
            if (one[2] == kCallManagement) by_call_management = one[4];
        }
        rest = rest.subspan(rest[0]);
    }
    return by_call_management;
}

UsbReading cdc_on(const UsbDescription& device, const UsbInterface& control) {
    const auto named = data_interface_of(control);
    for (const UsbInterface& data : device.interfaces) {
        if (data.class_code != kClassData || (named && data.number != *named)) continue;
        const UsbEndpoint* endpoint = input_of(data, /*bulk=*/true);
        if (endpoint == nullptr) continue;
        UsbPlan plan = plan_on(data, *endpoint, UsbMode::cdc_acm);
        plan.control_interface = control.number;
        return plan;
    }
    return {};
}

bool is_better(const UsbReading& one, const UsbReading& other) {
    const auto rank = [](const UsbReading& reading) {
        if (const auto* plan = std::get_if<UsbPlan>(&reading)) return static_cast<int>(plan->mode);
        return std::holds_alternative<UsbRefusal>(reading) ? 10 : 11;
    };
    return rank(one) < rank(other);
}

}  // namespace

std::string_view name_of(UsbMode mode) {
    switch (mode) {
        case UsbMode::hid_pos: return "HID POS";
        case UsbMode::cdc_acm: return "USB-COM";
        case UsbMode::keyboard: return "keyboard";
    }
    return "HID POS";
}

std::string UsbDescription::id() const {
    std::string text = "0000:0000";
    const auto put = [&](std::uint16_t value, std::size_t at) {
        for (std::size_t i = 0; i < 4; ++i) {
            text[at + i] = "0123456789abcdef"[value >> (12 - 4 * i) & 0xFU];
        }
    };
    put(vendor, 0);
    put(product, 5);
    return text;
}

UsbReading reading_of(const UsbDescription& device) {
    if (device.vendor == kVendorSymbol) {
        if (device.product == kProductSnapi) return UsbRefusal{kSnapi};
        if (std::ranges::find(kProductsOem, device.product) != kProductsOem.end()) {
            return UsbRefusal{kOem};
        }
    }
    UsbReading best;
    for (const UsbInterface& interface : device.interfaces) {
        UsbReading reading;
        if (interface.class_code == kClassHid && interface.alternate == 0) {
            reading = hid_on(device, interface);
        } else if (interface.class_code == kClassCommunications &&
                   interface.subclass == kSubclassAcm) {
            reading = cdc_on(device, interface);
        }
        if (is_better(reading, best)) best = std::move(reading);
    }
    return best;
}

}  // namespace kiosk::drivers
