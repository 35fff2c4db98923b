// drivers/camera/raw_picture.hpp — a camera's buffer as it came, and the luma in it.
//
// Pure; any thread. Every byte is hostile: cameras send cut and torn frames every day.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "drivers/camera/capture_mode.hpp"
#include "drivers/camera/frame.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

struct RawPicture {
    PixelFormat format = PixelFormat::grey;
    int width = 0;           // pixels, as agreed with the camera; an MJPEG frame names its own
    int height = 0;          // pixels
    std::size_t stride = 0;  // bytes from row to row; not used for MJPEG
    std::span<const std::uint8_t> bytes;
};

// Each pixel of a thumbnail stands for this many to the right and down.
inline constexpr int kThumbnailCell = 8;

// The whole picture in luma. Errc::corrupt for a frame that is cut or damaged beyond reading, or
// larger than kCapturePixelsMax.
[[nodiscard]] Result<Frame> luma_of(const RawPicture& picture);

// The same picture at an eighth of its size, for much less work: enough to see whether anything
// moved. Raw formats are sampled, so that noise is not fully averaged out. Errors as luma_of().
[[nodiscard]] Result<Frame> thumbnail_of(const RawPicture& picture);

}  // namespace kiosk::drivers
