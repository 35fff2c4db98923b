// tests/unit/usb_scanner/usb_plan_test.cpp — which way into a device is taken, and which is
// refused.
#include "drivers/usb_scanner/usb_plan.hpp"

#include <gtest/gtest.h>

#include "tests/unit/usb_scanner/descriptors.hpp"

namespace kiosk::drivers {
namespace {

constexpr UsbEndpoint kInterruptIn64{0x81, 3, 64};
constexpr UsbEndpoint kInterruptIn8{0x81, 3, 8};
constexpr UsbEndpoint kInterruptOut64{0x01, 3, 64};
constexpr UsbEndpoint kBulkIn64{0x82, 2, 64};
constexpr UsbEndpoint kBulkOut64{0x02, 2, 64};

UsbInterface hid_pos(std::uint8_t number = 0) {
    return {.number = number,
            .class_code = 3,
            .endpoints = {kInterruptOut64, kInterruptIn64},
            .report_descriptor = descriptor_with_aim()};
}

UsbInterface keyboard(std::uint8_t number = 0) {
    return {.number = number,
            .class_code = 3,
            .subclass = 1,
            .protocol = 1,
            .endpoints = {kInterruptIn8},
            .report_descriptor = descriptor_keyboard()};
}

UsbInterface cdc_control() {
    return {.number = 0,
            .class_code = 2,
            .subclass = 2,
            .protocol = 1,
            .endpoints = {{0x83, 3, 8}},
            .extra = from_text("05 24 00 10 01 05 24 01 00 01 04 24 02 02 05 24 06 00 01")};
}

UsbInterface cdc_data(std::uint8_t number = 1) {
    return {.number = number, .class_code = 10, .endpoints = {kBulkOut64, kBulkIn64}};
}

UsbDescription device(std::vector<UsbInterface> interfaces, std::uint16_t vendor = 0x1209,
                      std::uint16_t product = 1) {
    return {.vendor = vendor, .product = product, .interfaces = std::move(interfaces)};
}

UsbPlan plan_of(const UsbDescription& description) {
    const auto reading = reading_of(description);
    const auto* plan = std::get_if<UsbPlan>(&reading);
    EXPECT_NE(plan, nullptr);
    return plan != nullptr ? *plan : UsbPlan{};
}

std::string refusal_of(const UsbDescription& description) {
    const auto reading = reading_of(description);
    const auto* refusal = std::get_if<UsbRefusal>(&reading);
    return refusal != nullptr ? refusal->sentence : "";
}

TEST(UsbPlan, hid_pos_is_read_report_by_report) {
    const auto plan = plan_of(device({hid_pos()}));
    EXPECT_EQ(plan.mode, UsbMode::hid_pos);
    EXPECT_EQ(plan.endpoint, 0x81);
    EXPECT_EQ(plan.transfer_bytes, 64U);
    EXPECT_FALSE(plan.bulk);
    EXPECT_EQ(plan.hid_pos, kLayoutWithAim);
}

TEST(UsbPlan, a_report_of_several_packets_has_room_in_one_transfer) {
    UsbInterface interface = hid_pos();
    interface.endpoints = {{0x81, 3, 8}};
    EXPECT_EQ(plan_of(device({interface})).transfer_bytes, 64U);
    interface.endpoints = {{0x81, 3, 60}};
    EXPECT_EQ(plan_of(device({interface})).transfer_bytes, 120U);
}

TEST(UsbPlan, a_serial_line_is_read_packet_by_packet_on_the_interface_that_is_named) {
    const auto plan = plan_of(device({cdc_control(), cdc_data(2), cdc_data(1)}));
    EXPECT_EQ(plan.mode, UsbMode::cdc_acm);
    EXPECT_EQ(plan.interface, 1);
    EXPECT_EQ(plan.control_interface, 0);
    EXPECT_EQ(plan.endpoint, 0x82);
    EXPECT_EQ(plan.transfer_bytes, 64U);
    EXPECT_TRUE(plan.bulk);
}

TEST(UsbPlan, a_serial_line_without_union_has_the_one_of_call_management_or_the_next) {
    UsbInterface control = cdc_control();
    control.extra = from_text("05 24 01 00 02");
    EXPECT_EQ(plan_of(device({control, cdc_data(1), cdc_data(2)})).interface, 2);
    control.extra = {};
    EXPECT_EQ(plan_of(device({control, cdc_data(1), cdc_data(2)})).interface, 1);
    control.extra = from_text("00 24 06 00 02");  // a length that leads nowhere
    EXPECT_EQ(plan_of(device({control, cdc_data(1)})).interface, 1);
}

TEST(UsbPlan, of_alternate_settings_the_one_with_endpoints_is_taken) {
    UsbInterface idle = cdc_data(1);
    idle.endpoints = {};
    UsbInterface used = cdc_data(1);
    used.alternate = 1;
    EXPECT_EQ(plan_of(device({cdc_control(), idle, used})).alternate, 1);
}

TEST(UsbPlan, a_keyboard_sends_what_its_descriptor_says_or_boot_reports) {
    const auto described = plan_of(device({keyboard()}));
    EXPECT_EQ(described.mode, UsbMode::keyboard);
    EXPECT_FALSE(described.boot_protocol);
    EXPECT_EQ(described.transfer_bytes, 8U);
    UsbInterface interface = keyboard();
    interface.report_descriptor = {};
    EXPECT_TRUE(plan_of(device({interface})).boot_protocol);
    interface.report_descriptor = from_text("b4");
    EXPECT_TRUE(plan_of(device({interface})).boot_protocol);
}

TEST(UsbPlan, the_best_of_several_ways_is_taken_whatever_their_order) {
    EXPECT_EQ(plan_of(device({keyboard(0), hid_pos(1)})).interface, 1);
    EXPECT_EQ(plan_of(device({hid_pos(0), keyboard(1)})).interface, 0);
    EXPECT_EQ(plan_of(device({keyboard(2), cdc_control(), cdc_data(1)})).mode, UsbMode::cdc_acm);
    EXPECT_EQ(plan_of(device({cdc_control(), cdc_data(1), hid_pos(3)})).mode, UsbMode::hid_pos);
}

TEST(UsbPlan, what_the_kernel_has_not_read_its_maker_tells) {
    UsbInterface interface = hid_pos();
    interface.report_descriptor = {};
    EXPECT_EQ(plan_of(device({interface}, 0x1EAB)).hid_pos, kLayoutWithoutAim);
    EXPECT_TRUE(std::holds_alternative<std::monostate>(reading_of(device({interface}, 0x046D))));
}

TEST(UsbPlan, modes_without_a_way_in_are_refused_with_what_to_do) {
    EXPECT_NE(refusal_of(device({hid_pos()}, 0x05E0, 0x1900)).find("SNAPI"), std::string::npos);
    EXPECT_NE(refusal_of(device({hid_pos()}, 0x05E0, 0x1300)).find("IBM"), std::string::npos);
    UsbInterface oem = hid_pos();
    oem.report_descriptor = from_text("06 66 ff 0a 00 4b a1 01 75 08 95 40 81 02 c0");
    EXPECT_NE(refusal_of(device({oem})).find("IBM"), std::string::npos);
    oem.report_descriptor = from_text("06 66 ff 0a 00 4a a1 01 75 08 95 40 81 02 c0");
    EXPECT_NE(refusal_of(device({oem})).find("IBM"), std::string::npos);
}

TEST(UsbPlan, a_descriptor_that_breaks_the_rules_is_named) {
    UsbInterface interface = hid_pos();
    interface.report_descriptor = Bytes(4097, 0);
    EXPECT_NE(refusal_of(device({interface})).find("4097 bytes, limit 4096"), std::string::npos);
}

TEST(UsbPlan, other_devices_are_not_spoken_of) {
    const auto is_other = [](std::vector<UsbInterface> interfaces) {
        return std::holds_alternative<std::monostate>(reading_of(device(std::move(interfaces))));
    };
    EXPECT_TRUE(is_other({}));
    EXPECT_TRUE(is_other({{.class_code = 8, .endpoints = {kBulkIn64}}}));
    UsbInterface mouse{.class_code = 3, .subclass = 1, .protocol = 2, .endpoints = {kInterruptIn8}};
    EXPECT_TRUE(is_other({mouse}));
    mouse.report_descriptor = from_text("05 01 09 02 a1 01 75 08 95 03 81 06 c0");
    EXPECT_TRUE(is_other({mouse}));
    UsbInterface deaf = hid_pos();
    deaf.endpoints = {kInterruptOut64};
    EXPECT_TRUE(is_other({deaf}));
    EXPECT_TRUE(is_other({cdc_control()}));
}

TEST(UsbDescription, its_id_is_vendor_and_product) {
    EXPECT_EQ(device({}, 0x0C2E, 0x00B1).id(), "0c2e:00b1");
}

}  // namespace
}  // namespace kiosk::drivers
