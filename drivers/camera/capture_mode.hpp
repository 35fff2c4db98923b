// drivers/camera/capture_mode.hpp — which of a camera's formats, sizes and rates reads badges best.
//
// Pure: what the camera offers goes in, the order in which to try it comes out.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace kiosk::drivers {

// The pixel formats that we can take luma from.
enum class PixelFormat : std::uint8_t {
    grey,   // 8-bit luma: nothing to do
    mjpeg,  // a JPEG a frame: the only one whose large pictures fit through USB 2
    nv12,   // luma plane first
    yuyv,   // luma in every second byte
};

struct CaptureMode {
    PixelFormat format = PixelFormat::grey;
    int width = 0;   // pixels
    int height = 0;  // pixels
    int rate = 0;    // frames per second, rounded down; 0 where the camera does not say

    friend auto operator<=>(const CaptureMode&, const CaptureMode&) = default;
};

// What the configuration asks for. A badge at arm's length has three pixels per module then.
struct CaptureWish {
    int width = 1280;  // pixels, 160 to 4096
    int height = 720;  // pixels, 120 to 4096
    int rate = 30;     // frames per second, 1 to 120

    friend bool operator==(const CaptureWish&, const CaptureWish&) = default;
};

// Larger frames cost more than the frame budget allows; smaller ones hold no badge.
inline constexpr int kCapturePixelsMax = 4096 * 4096;
inline constexpr int kCaptureWidthMin = 160;
inline constexpr int kCaptureHeightMin = 120;

// Drivers that offer more than this are broken; the rest is not looked at.
inline constexpr std::size_t kCaptureModesMax = 1024;

// The usable modes of those offered, each once, the best first. Empty where none is usable.
[[nodiscard]] std::vector<CaptureMode> modes_in_order(const std::vector<CaptureMode>& offered,
                                                      const CaptureWish& wish);

// Bytes a second that the mode asks of the bus, roughly: to find one that asks less than another.
[[nodiscard]] std::int64_t bus_load(const CaptureMode& mode);

// "1280x720 MJPEG at 30/s", for the log and the status.
[[nodiscard]] std::string to_text(const CaptureMode& mode);

}  // namespace kiosk::drivers
