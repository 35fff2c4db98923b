// drivers/camera/picture_codecs.hpp — one function per kind of picture; picture_file chooses.
//
// Each takes the whole file's bytes, checks kFramePixelsMax before it unpacks, and returns luma.
#pragma once

#include <cstdint>
#include <span>

#include "drivers/camera/frame.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

using PictureBytes = std::span<const std::uint8_t>;

// too_large above kFramePixelsMax, corrupt for a side of 0 or below. Names width and height.
[[nodiscard]] Result<> check_picture_size(std::int64_t width, std::int64_t height);

[[nodiscard]] Result<Frame> parse_png(PictureBytes bytes);
[[nodiscard]] Result<Frame> parse_jpeg(PictureBytes bytes);
[[nodiscard]] Result<Frame> parse_webp(PictureBytes bytes);
[[nodiscard]] Result<Frame> parse_pgm(PictureBytes bytes);

// Luma of pixels in the order red, green, blue, alpha (0 transparent), laid over white.
[[nodiscard]] Frame luma_over_white(std::span<const std::uint8_t> rgba, int width, int height);

}  // namespace kiosk::drivers
