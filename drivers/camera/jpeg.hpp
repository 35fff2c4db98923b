// drivers/camera/jpeg.hpp — JPEG to luma and back; the only door to libturbojpeg.
//
// Pure; any thread. Every byte that is read is hostile.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "drivers/camera/frame.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

// Whether the end marker is there: nothing was cut off. Zeros behind it do not count.
[[nodiscard]] bool is_whole_jpeg(std::span<const std::uint8_t> bytes);

// What becomes of a picture in which the library meets a fault that it can go on after.
enum class JpegFaults : std::uint8_t {
    refused,
    tolerated,  // stray bytes are everyday in a camera's frames: a code has a check of its own
};

class JpegReader {
  public:
    // Reads the header alone, so that the caller can refuse the size before any pixel is unpacked.
    // `bytes` must outlive the reader. Errc::corrupt; Errc::unavailable without memory.
    [[nodiscard]] static Result<JpegReader> open(std::span<const std::uint8_t> bytes);

    [[nodiscard]] int width() const { return width_; }                 // pixels, at least 1
    [[nodiscard]] int height() const { return height_; }               // pixels, at least 1
    [[nodiscard]] bool is_for_print() const { return is_for_print_; }  // CMYK: luma is unreadable

    // The picture in luma at 1 / shrink of its size (1, 2, 4 or 8), rounded up. An eighth needs no
    // inverse transform and costs a fraction. Errc::corrupt.
    [[nodiscard]] Result<Frame> luma(JpegFaults faults, int shrink = 1) const;

  private:
    struct Closer {
        void operator()(void* handle) const;
    };
    using Handle = std::unique_ptr<void, Closer>;

    JpegReader(Handle handle, std::span<const std::uint8_t> bytes)
        : handle_(std::move(handle)), bytes_(bytes) {}

    Handle handle_;
    std::span<const std::uint8_t> bytes_;
    int width_ = 0;
    int height_ = 0;
    bool is_for_print_ = false;
};

// The frame as a grey JPEG that people find good enough. Errc::unavailable without memory.
[[nodiscard]] Result<std::vector<std::uint8_t>> jpeg_of(const Frame& frame);

}  // namespace kiosk::drivers
