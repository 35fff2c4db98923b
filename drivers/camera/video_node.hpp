// drivers/camera/video_node.hpp — what a /dev/video node is, and what pictures it offers.
//
// V4L2 gives the same kind of node to webcams, to codecs, to a Raspberry Pi's image processor and
// to the metadata of a camera. Only nodes that deliver pictures by themselves are cameras.
#pragma once

#include <string>
#include <vector>

#include "drivers/camera/capture_mode.hpp"
#include "drivers/camera/video_calls.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

struct VideoNode {
    std::string name;    // the card's, for people: "HD Pro Webcam C920"
    std::string driver;  // "uvcvideo"
    std::string bus;     // "usb-0000:00:14.0-2": the same for the same socket

    // Only USB cameras are offered for use; others are used where the configuration names them.
    [[nodiscard]] bool is_usb() const { return bus.starts_with("usb-"); }
};

// Errc::unsupported with the reason for a node that is no camera.
[[nodiscard]] Result<VideoNode> identify_node(VideoCalls& calls, int fd);

// What the camera offers in formats that we read, with the wished size and rate where it leaves
// the choice to us. At most kCaptureModesMax.
[[nodiscard]] std::vector<CaptureMode> offered_modes(VideoCalls& calls, int fd,
                                                     const CaptureWish& wish);

// What is wrong with a camera that offers nothing that we read.
[[nodiscard]] Error no_usable_mode();

// V4L2's name of a format (linux/videodev2.h, V4L2_PIX_FMT_…).
[[nodiscard]] std::uint32_t fourcc_of(PixelFormat format);

}  // namespace kiosk::drivers
