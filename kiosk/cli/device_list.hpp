// kiosk/cli/device_list.hpp — what is attached, joined with who reads it and how that goes.
//
// Three sources, each of which may be missing: the devices, the configuration, the daemon's status.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "drivers/camera/camera_listing.hpp"
#include "drivers/usb_scanner/usb_listing.hpp"
#include "kiosk/config/config.hpp"

namespace kiosk::cli {

// A serial line or a video node, if there is one under a name that stays after replugging.
struct DeviceNode {
    std::string kind;            // "serial line", "camera", "video node"
    std::filesystem::path name;  // "/dev/serial/by-id/usb-…"
    std::filesystem::path node;  // what the name stands for: "/dev/ttyACM0"
    std::string usb_port{};      // "1-2.3"; empty: not on USB, or a video node
    std::string model{};         // as a camera calls itself; empty where it did not tell
    std::string mode{};          // the best that a camera has: "1280x720 MJPEG at 30/s"
    std::string why_not{};       // why a video node is not offered as a camera; a sentence
};

struct Attached {
    std::vector<drivers::UsbAttached> usb;
    std::vector<DeviceNode> nodes;
};

// The names under /dev/serial/by-id, sorted, and the cameras' nodes.
[[nodiscard]] std::vector<DeviceNode> device_nodes();

// What kind of node it is; "camera" where a station may read it.
[[nodiscard]] DeviceNode video_node_of(const drivers::ListedCamera& listed);

// {"usb": […], "nodes": […], "absent": […]}; who reads a device is null where nobody does. Without
// a configuration nobody is known to read anything. `status` is the daemon's; null where it did not
// answer, and then every state is null.
[[nodiscard]] boost::json::object devices_document(const Attached& attached,
                                                   const std::optional<config::Config>& config,
                                                   const boost::json::value& status);

// The scanner of the configuration that the device is read by; null: nobody's.
[[nodiscard]] const config::ScannerSettings* reader_of(const drivers::UsbDescription& device,
                                                       const config::Config& config);

}  // namespace kiosk::cli
