// tests/unit/demo/picture_reading.cpp — libpng and ZXing's reader, apart from the camera driver.
#include "tests/unit/demo/picture_reading.hpp"

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>
#include <vector>

// ZXing 1.4 offers text() as UTF-8 only on this wish; later versions always do.
#ifndef ZX_USE_UTF8
#define ZX_USE_UTF8 1
#endif
#include <ZXing/ReadBarcode.h>
#include <gtest/gtest.h>
#include <png.h>

namespace kiosk::demo {

std::string text_in_picture(const std::filesystem::path& file) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_file(&image, file.c_str()) == 0) {
        throw std::runtime_error(file.string() + ": " + image.message);
    }
    image.format = PNG_FORMAT_GRAY;
    std::vector<std::uint8_t> pixels(PNG_IMAGE_SIZE(image));
    if (png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr) == 0) {
        throw std::runtime_error(file.string() + ": " + image.message);
    }
    const ZXing::ImageView view(pixels.data(), static_cast<int>(image.width),
                                static_cast<int>(image.height), ZXing::ImageFormat::Lum);
    const auto found = ZXing::ReadBarcode(view);
    if (!found.isValid() || found.format() != ZXing::BarcodeFormat::QRCode) return {};
    return found.text();
}

TemporaryFolder::TemporaryFolder() {
    std::string name = testing::TempDir() + "demo-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + file.string());
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return std::move(bytes).str();
}

}  // namespace kiosk::demo
