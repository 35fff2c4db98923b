// kiosk/demo/badge_picture.cpp — libpng makes a file of the squares.
#include "kiosk/demo/badge_picture.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

#include <fmt/format.h>
#include <png.h>

namespace kiosk::demo {

Result<> write_png(const qr::QrSquares& squares, const std::filesystem::path& file) {
    const int side = squares.side * kPixelsASquare;
    std::vector<std::uint8_t> pixels;
    pixels.reserve(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const bool black = squares.is_black(x / kPixelsASquare, y / kPixelsASquare);
            pixels.push_back(black ? 0 : 255);
        }
    }
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(side);
    image.height = static_cast<png_uint_32>(side);
    image.format = PNG_FORMAT_GRAY;
    if (png_image_write_to_file(&image, file.c_str(), 0, pixels.data(), side, nullptr) == 0) {
        return fail(Errc::io_failure, fmt::format("picture {}: {}", file.string(), image.message));
    }
    return {};
}

}  // namespace kiosk::demo
