// drivers/camera/picture_codecs.cpp — PNG by libpng, WebP by libwebp, JPEG by our one door to it.
#include "drivers/camera/picture_codecs.hpp"

#include <memory>

#include <fmt/format.h>
#include <png.h>
#include <webp/decode.h>

#include "drivers/camera/jpeg.hpp"

namespace kiosk::drivers {
namespace {

constexpr std::size_t kRgbaBytes = 4;

std::size_t rgba_size(int width, int height) {
    return static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * kRgbaBytes;
}

}  // namespace

Result<> check_picture_size(std::int64_t width, std::int64_t height) {
    if (width <= 0 || height <= 0) {
        return fail(Errc::corrupt, fmt::format("is {} x {} pixels: empty", width, height));
    }
    // Neither side can overflow the product once it is within the limit itself.
    constexpr auto kMax = static_cast<std::int64_t>(kFramePixelsMax);
    if (width > kMax || height > kMax || width * height > kMax) {
        return fail(Errc::too_large,
                    fmt::format("is {} x {} pixels, limit {} pixels", width, height, kMax));
    }
    return {};
}

Frame luma_over_white(std::span<const std::uint8_t> rgba, int width, int height) {
    KIOSK_CHECK(rgba.size() == rgba_size(width, height), "four bytes per pixel");
    Frame frame(width, height);
    const auto out = frame.luma();
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto pixel = rgba.subspan(i * kRgbaBytes, kRgbaBytes);
        // ITU-R BT.601: 0.299 red, 0.587 green, 0.114 blue, in 1/1024.
        const int luma = (306 * pixel[0] + 601 * pixel[1] + 117 * pixel[2] + 512) / 1024;
        const int alpha = pixel[3];
        out[i] = static_cast<std::uint8_t>((luma * alpha + 255 * (255 - alpha) + 127) / 255);
    }
    return frame;
}

// libpng's simplified interface keeps its longjmp inside and reports by return values.
Result<Frame> parse_png(PictureBytes bytes) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) {
        return fail(Errc::corrupt, fmt::format("damaged PNG: {}", image.message));
    }
    const std::unique_ptr<png_image, decltype(&png_image_free)> owner(&image, &png_image_free);
    KIOSK_TRY(check_picture_size(image.width, image.height));
    const int width = static_cast<int>(image.width);
    const int height = static_cast<int>(image.height);
    image.format = PNG_FORMAT_RGBA;
    std::vector<std::uint8_t> rgba(rgba_size(width, height));
    if (png_image_finish_read(&image, nullptr, rgba.data(), 0, nullptr) == 0) {
        return fail(Errc::corrupt, fmt::format("damaged PNG: {}", image.message));
    }
    return luma_over_white(rgba, width, height);
}

Result<Frame> parse_jpeg(PictureBytes bytes) {
    const JpegReader reader = KIOSK_TRY(JpegReader::open(bytes));
    KIOSK_TRY(check_picture_size(reader.width(), reader.height()));
    if (reader.is_for_print()) {
        return fail(Errc::unsupported, "JPEG in printing colours (CMYK); save it as RGB");
    }
    auto frame = reader.luma(JpegFaults::refused);
    // Of a cut file whoever saved it is told; stray bytes within a whole one, which some phones and
    // editors leave, do no harm that a code's own check would not find.
    if (frame || !is_whole_jpeg(bytes)) return frame;
    return reader.luma(JpegFaults::tolerated);
}

Result<Frame> parse_webp(PictureBytes bytes) {
    WebPBitstreamFeatures features;
    if (WebPGetFeatures(bytes.data(), bytes.size(), &features) != VP8_STATUS_OK) {
        return fail(Errc::corrupt, "damaged WebP: its header cannot be read");
    }
    KIOSK_TRY(check_picture_size(features.width, features.height));
    if (features.has_animation != 0)
        return fail(Errc::unsupported, "moving WebP; save one picture");
    std::vector<std::uint8_t> rgba(rgba_size(features.width, features.height));
    const int stride = features.width * static_cast<int>(kRgbaBytes);
    if (WebPDecodeRGBAInto(bytes.data(), bytes.size(), rgba.data(), rgba.size(), stride) ==
        nullptr) {
        return fail(Errc::corrupt, "damaged WebP: its pixels cannot be read");
    }
    return luma_over_white(rgba, features.width, features.height);
}

}  // namespace kiosk::drivers
