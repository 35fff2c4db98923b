// tests/unit/camera/test_pictures.cpp — codes by ZXing's writer, files by the formats' libraries.
#include "test_pictures.hpp"

#include <algorithm>
#include <fstream>
#include <random>
#include <stdexcept>

#include <ZXing/BitMatrix.h>
#include <ZXing/CharacterSet.h>
#include <ZXing/MultiFormatWriter.h>
#include <png.h>
#include <stdlib.h>
#include <turbojpeg.h>
#include <webp/encode.h>

namespace kiosk::drivers::test {

Frame qr_frame(const std::string& text, int module) {
    const auto matrix = ZXing::MultiFormatWriter(ZXing::BarcodeFormat::QRCode)
                            .setMargin(4)
                            .setEncoding(ZXing::CharacterSet::UTF8)
                            .encode(text, 0, 0);
    Frame frame(matrix.width() * module, matrix.height() * module);
    for (int y = 0; y < frame.height(); ++y) {
        for (int x = 0; x < frame.width(); ++x) {
            frame.row(y)[static_cast<std::size_t>(x)] =
                matrix.get(x / module, y / module) ? 0 : 255;
        }
    }
    return frame;
}

Frame plain_frame(int width, int height, std::uint8_t shade) {
    Frame frame(width, height);
    std::ranges::fill(frame.luma(), shade);
    return frame;
}

Frame noise_frame(int width, int height, unsigned seed) {
    Frame frame(width, height);
    std::mt19937 random(seed);
    for (std::uint8_t& pixel : frame.luma()) pixel = static_cast<std::uint8_t>(random() & 255U);
    return frame;
}

void paste(Frame& frame, const Frame& picture, int left, int top) {
    for (int y = 0; y < picture.height(); ++y) {
        std::ranges::copy(picture.row(y), frame.row(top + y).begin() + left);
    }
}

Bytes png_of(int width, int height, PngKind kind, const Bytes& pixels) {
    Bytes file;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop description = png_create_info_struct(png);
    png_set_write_fn(
        png, &file,
        [](png_structp writer, png_bytep bytes, png_size_t size) {
            auto* out = static_cast<Bytes*>(png_get_io_ptr(writer));
            out->insert(out->end(), bytes, bytes + size);
        },
        nullptr);
    png_set_IHDR(png, description, static_cast<png_uint_32>(width),
                 static_cast<png_uint_32>(height), kind.bit_depth, kind.colour_type,
                 kind.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    const std::vector<png_color> palette{{0, 0, 0}, {255, 255, 255}};
    if (kind.colour_type == PNG_COLOR_TYPE_PALETTE) {
        png_set_PLTE(png, description, palette.data(), static_cast<int>(palette.size()));
    }
    png_write_info(png, description);
    const std::size_t row_bytes = pixels.size() / static_cast<std::size_t>(height);
    std::vector<png_bytep> rows;
    Bytes writable = pixels;
    for (int y = 0; y < height; ++y) {
        rows.push_back(writable.data() + static_cast<std::size_t>(y) * row_bytes);
    }
    png_write_image(png, rows.data());
    png_write_end(png, nullptr);
    png_destroy_write_struct(&png, &description);
    return file;
}

Bytes png_of(const Frame& frame) {
    return png_of(frame.width(), frame.height(), {}, {frame.luma().begin(), frame.luma().end()});
}

Bytes jpeg_of(const Frame& frame) {
    const tjhandle writer = tjInitCompress();
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    tjCompress2(writer, frame.luma().data(), frame.width(), 0, frame.height(), TJPF_GRAY, &bytes,
                &size, TJSAMP_GRAY, 90, 0);
    Bytes file(bytes, bytes + size);
    tjFree(bytes);
    tjDestroy(writer);
    return file;
}

Bytes webp_of(const Frame& frame) {
    Bytes rgb;
    for (const std::uint8_t pixel : frame.luma()) rgb.insert(rgb.end(), 3, pixel);
    std::uint8_t* bytes = nullptr;
    const std::size_t size =
        WebPEncodeLosslessRGB(rgb.data(), frame.width(), frame.height(), 3 * frame.width(), &bytes);
    Bytes file(bytes, bytes + size);
    WebPFree(bytes);
    return file;
}

Bytes pgm_of(const Frame& frame) {
    const std::string header =
        "P5\n" + std::to_string(frame.width()) + " " + std::to_string(frame.height()) + "\n255\n";
    Bytes file(header.begin(), header.end());
    file.insert(file.end(), frame.luma().begin(), frame.luma().end());
    return file;
}

TestFolder::TestFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "camera-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
}

TestFolder::~TestFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path TestFolder::write(std::string_view name, const Bytes& bytes) const {
    return write(name, std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

std::filesystem::path TestFolder::write(std::string_view name, std::string_view text) const {
    std::ofstream(path_ / name, std::ios::binary)
        .write(text.data(), static_cast<std::streamsize>(text.size()));
    return path_ / name;
}

}  // namespace kiosk::drivers::test
