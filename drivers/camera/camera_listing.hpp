// drivers/camera/camera_listing.hpp — which video nodes are attached, and which of them are
// cameras.
//
// For `kioskctl devices`. Opens each node for a moment, which a station that streams from it does
// not notice, and starts nothing.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "drivers/camera/capture_mode.hpp"
#include "drivers/camera/video_calls.hpp"

namespace kiosk::drivers {

// More nodes than the kernel numbers are not listed.
inline constexpr std::size_t kVideoNodesMax = 256;

struct ListedCamera {
    std::filesystem::path node;  // "/dev/video0"; its number changes at every plug

    // What belongs into `[[camera]] device`: the name under /dev/v4l/by-id, else that under
    // /dev/v4l/by-path, else the node itself.
    std::filesystem::path name;

    std::string model;  // as the device calls itself, for people; empty where it did not tell
    std::string bus;    // "usb-0000:00:14.0-2": the same for the same socket; empty likewise

    // What a station could take, the best first, by the default wish. Empty where there is nothing.
    std::vector<CaptureMode> modes;

    // Why it is not offered as a camera, beginning with a verb and without a full stop: "is a
    // codec, an image processor or a bare sensor (bcm2835-codec), no camera". Empty: it is one.
    std::string why_not;
};

// Every node video* under `devices`, by number. Never fails: what cannot be opened says why.
[[nodiscard]] std::vector<ListedCamera> list_cameras(VideoCalls& calls = kernel_video_calls(),
                                                     const std::filesystem::path& devices = "/dev");

}  // namespace kiosk::drivers
