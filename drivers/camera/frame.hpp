// drivers/camera/frame.hpp — one picture in 8-bit luma, the only kind that decoders read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "kiosk/base/check.hpp"

namespace kiosk::drivers {

// More than any camera module or phone we know delivers, and a decompression bomb's end.
inline constexpr std::size_t kFramePixelsMax = 40'000'000;

// Rows from top to bottom without padding; 0 is black, 255 white. Owns its pixels.
class Frame {
  public:
    Frame() = default;

    // All pixels 0. Width and height at least 1; the caller has kept kFramePixelsMax.
    Frame(int width, int height)
        : Frame(width, height,
                std::vector<std::uint8_t>(static_cast<std::size_t>(width) *
                                          static_cast<std::size_t>(height))) {}

    Frame(int width, int height, std::vector<std::uint8_t> luma)
        : width_(width), height_(height), luma_(std::move(luma)) {
        KIOSK_CHECK(width > 0 && height > 0, "a frame has pixels");
        KIOSK_CHECK(
            luma_.size() == static_cast<std::size_t>(width) * static_cast<std::size_t>(height),
            "a frame has one byte per pixel");
    }

    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }
    [[nodiscard]] std::size_t pixels() const { return luma_.size(); }

    [[nodiscard]] std::span<const std::uint8_t> luma() const { return luma_; }
    [[nodiscard]] std::span<std::uint8_t> luma() { return luma_; }

    // Row y, 0 to height - 1.
    [[nodiscard]] std::span<const std::uint8_t> row(int y) const {
        return luma().subspan(row_start(y), static_cast<std::size_t>(width_));
    }
    [[nodiscard]] std::span<std::uint8_t> row(int y) {
        return luma().subspan(row_start(y), static_cast<std::size_t>(width_));
    }

    friend bool operator==(const Frame&, const Frame&) = default;

  private:
    [[nodiscard]] std::size_t row_start(int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_);
    }

    int width_ = 0;
    int height_ = 0;
    std::vector<std::uint8_t> luma_;
};

}  // namespace kiosk::drivers
