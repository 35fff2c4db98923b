// kiosk/demo/badge_picture.hpp — the squares of a QR code as a PNG file.
#pragma once

#include <filesystem>

#include "kiosk/base/result.hpp"
#include "kiosk/qr/qr_squares.hpp"

namespace kiosk::demo {

inline constexpr int kPixelsASquare = 8;

// A grey PNG picture, kPixelsASquare pixels a square. Replaces the file.
[[nodiscard]] Result<> write_png(const qr::QrSquares& squares, const std::filesystem::path& file);

}  // namespace kiosk::demo
