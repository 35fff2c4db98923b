// tests/unit/cli/device_list_test.cpp — each device with its reader, or the reason for having none.
#include "kiosk/cli/device_list.hpp"

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/cli/json_fields.hpp"

namespace kiosk::cli {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;

drivers::UsbAttached hid_pos(std::string port, std::string serial = "") {
    drivers::UsbAttached one;
    one.description.vendor = 0x1EAB;
    one.description.product = 0x0010;
    one.description.name = "Newland HR";
    one.description.port = std::move(port);
    one.description.serial = std::move(serial);
    one.reading = drivers::UsbPlan{};
    return one;
}

std::optional<config::Config> config_for(const std::string& serial) {
    config::Config config;
    auto& scanner = config.scanners.emplace_back();
    scanner.id = "usb-1";
    scanner.usb.emplace(config::UsbMatchSettings{.id = "1eab:0010", .serial = serial, .port = {}});
    return config;
}

json::value status_of(std::string_view readers) {
    return json::parse(R"({"readers":)" + std::string(readers) + "}");
}

json::value row(const json::object& document, std::string_view part, std::size_t number = 0) {
    const json::value whole = document;
    const json::array& rows = items_of(whole, part);
    return number < rows.size() ? rows[number] : json::value();
}

TEST(DeviceList, a_reader_s_state_stands_at_its_device) {
    const auto document = devices_document(
        {.usb = {hid_pos("1-1")}, .nodes = {}}, config_for(""),
        status_of(R"([{"id":"usb-1","state":"ready","sentence":"Scanner ready."}])"));
    const auto scanner = row(document, "usb");
    EXPECT_EQ(text_of(scanner, "id"), "1eab:0010");
    EXPECT_EQ(text_of(scanner, "mode"), "HID POS");
    EXPECT_EQ(text_of(scanner, "reader"), "usb-1");
    EXPECT_EQ(text_of(scanner, "state"), "ready");
    EXPECT_EQ(text_of(scanner, "sentence"), "Scanner ready.");
    EXPECT_TRUE(row(document, "absent").is_null());
}

TEST(DeviceList, without_the_daemon_the_reader_is_named_and_its_state_is_not_known) {
    const auto document =
        devices_document({.usb = {hid_pos("1-1")}, .nodes = {}}, config_for(""), nullptr);
    EXPECT_EQ(text_of(row(document, "usb"), "reader"), "usb-1");
    EXPECT_TRUE(field_of(row(document, "usb"), "state").is_null());
    EXPECT_EQ(text_of(row(document, "usb"), "sentence"), "kioskd does not answer.");
}

TEST(DeviceList, of_two_alike_only_one_is_read) {
    const auto document = devices_document({.usb = {hid_pos("1-1"), hid_pos("1-2")}, .nodes = {}},
                                           config_for(""), status_of("[]"));
    EXPECT_EQ(text_of(row(document, "usb", 0), "reader"), "usb-1");
    EXPECT_THAT(text_of(row(document, "usb", 0), "sentence"), HasSubstr("restart kioskd"));
    EXPECT_EQ(text_of(row(document, "usb", 1), "reader"), "");
    EXPECT_THAT(text_of(row(document, "usb", 1), "sentence"), HasSubstr("devices pair"));
}

TEST(DeviceList, a_reader_whose_device_is_not_there_is_told) {
    const auto document = devices_document({.usb = {hid_pos("1-1", "BBB")}, .nodes = {}},
                                           config_for("AAA"), status_of("[]"));
    EXPECT_EQ(text_of(row(document, "usb"), "reader"), "");
    EXPECT_EQ(text_of(row(document, "absent"), "reader"), "usb-1");
}

TEST(DeviceList, what_is_no_scanner_or_cannot_be_read_says_so) {
    auto mouse = hid_pos("1-1");
    mouse.reading = std::monostate{};
    auto snapi = hid_pos("1-2");
    snapi.reading = drivers::UsbRefusal{"Scan HID POS."};
    auto keyboard = hid_pos("1-3");
    std::get<drivers::UsbPlan>(keyboard.reading).mode = drivers::UsbMode::keyboard;
    const auto document =
        devices_document({.usb = {mouse, snapi, keyboard}, .nodes = {}}, std::nullopt, nullptr);
    EXPECT_EQ(text_of(row(document, "usb", 0), "sentence"), "No scanner.");
    EXPECT_TRUE(field_of(row(document, "usb", 0), "mode").is_null());
    EXPECT_EQ(text_of(row(document, "usb", 1), "sentence"), "Scan HID POS.");
    EXPECT_THAT(text_of(row(document, "usb", 2), "sentence"), HasSubstr("A keyboard"));
}

TEST(DeviceList, a_serial_line_and_its_usb_device_have_one_reader) {
    config::Config config;
    auto& scanner = config.scanners.emplace_back();
    scanner.id = "com-1";
    scanner.device = "/dev/serial/by-id/usb-x";
    const DeviceNode node{.kind = "serial line",
                          .name = "/dev/serial/by-id/usb-x",
                          .node = "/dev/ttyACM0",
                          .usb_port = "1-1"};
    const auto document =
        devices_document({.usb = {hid_pos("1-1")}, .nodes = {node}}, config, status_of("[]"));
    EXPECT_EQ(text_of(row(document, "usb"), "reader"), "com-1");
    EXPECT_EQ(text_of(row(document, "nodes"), "reader"), "com-1");
    EXPECT_TRUE(row(document, "absent").is_null());
}

TEST(DeviceList, a_camera_has_its_reader_and_one_that_nobody_reads_the_name_to_give) {
    config::Config config;
    auto& camera = config.cameras.emplace_back();
    camera.id = "door";
    camera.device = "/dev/v4l/by-id/usb-door";
    const drivers::CaptureMode mode{drivers::PixelFormat::mjpeg, 1280, 720, 30};
    const DeviceNode door = video_node_of({.node = "/dev/video0",
                                           .name = "/dev/v4l/by-id/usb-door",
                                           .model = "Fake webcam",
                                           .bus = "usb-0000:00:14.0-2",
                                           .modes = {mode},
                                           .why_not = ""});
    const DeviceNode other = video_node_of({.node = "/dev/video2",
                                            .name = "/dev/v4l/by-path/socket-2",
                                            .model = "Another",
                                            .bus = "usb-0000:00:14.0-3",
                                            .modes = {mode},
                                            .why_not = ""});
    const auto document = devices_document(
        {.usb = {}, .nodes = {door, other}}, config,
        status_of(R"([{"id":"door","state":"ready","sentence":"Camera ready."}])"));
    EXPECT_EQ(text_of(row(document, "nodes"), "kind"), "camera");
    EXPECT_EQ(text_of(row(document, "nodes"), "reader"), "door");
    EXPECT_EQ(text_of(row(document, "nodes"), "name"), "Fake webcam");
    EXPECT_EQ(text_of(row(document, "nodes"), "mode"), "1280x720 MJPEG at 30/s");
    EXPECT_EQ(text_of(row(document, "nodes"), "sentence"), "Camera ready.");
    EXPECT_EQ(text_of(row(document, "nodes", 1), "path"), "/dev/v4l/by-path/socket-2");
    EXPECT_EQ(text_of(row(document, "nodes", 1), "reader"), "");
    EXPECT_THAT(text_of(row(document, "nodes", 1), "sentence"), HasSubstr("[[camera]]"));
    EXPECT_TRUE(row(document, "absent").is_null());
}

TEST(DeviceList, a_video_node_that_is_no_camera_says_why) {
    const DeviceNode codec = video_node_of({.node = "/dev/video10",
                                            .name = "/dev/video10",
                                            .model = "",
                                            .bus = "",
                                            .modes = {},
                                            .why_not = "is a codec (bcm2835-codec), no camera"});
    const auto document =
        devices_document({.usb = {}, .nodes = {codec}}, config_for(""), status_of("[]"));
    EXPECT_EQ(text_of(row(document, "nodes"), "kind"), "video node");
    EXPECT_EQ(text_of(row(document, "nodes"), "sentence"),
              "It is a codec (bcm2835-codec), no camera.");
    EXPECT_TRUE(field_of(row(document, "nodes"), "mode").is_null());
}

}  // namespace
}  // namespace kiosk::cli
