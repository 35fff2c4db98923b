// tests/fuzz/frames_fuzz.cpp — any bytes as a camera's frame of any agreed size, or as a picture.
//
// Byte 0 chooses the pixel format, or a picture's file; of a frame, width, height and stride follow
// in two bytes each, the low one first. The rest is what the camera, or whoever saved it, gave.
#include <cstddef>
#include <cstdint>
#include <span>

#include "drivers/camera/jpeg.hpp"
#include "drivers/camera/picture_file.hpp"
#include "drivers/camera/raw_picture.hpp"
#include "kiosk/base/check.hpp"

using namespace kiosk;
using namespace kiosk::drivers;

namespace {

using Bytes = std::span<const std::uint8_t>;

// Correct headers of large pictures are unpacked in full by design: too slow to do it often.
constexpr std::uint64_t kPixelsTried = 65'536;

std::uint64_t pixels_claimed(Bytes bytes) {
    const auto jpeg = JpegReader::open(bytes);
    if (jpeg) {
        return static_cast<std::uint64_t>(jpeg->width()) *
               static_cast<std::uint64_t>(jpeg->height());
    }
    const auto number_at = [&](std::size_t at) {  // PNG: in IHDR, the high byte first
        std::uint64_t number = 0;
        for (std::size_t i = 0; i < 4; ++i) number = number * 256 + bytes[at + i];
        return number;
    };
    const bool is_png = bytes.size() >= 24 && bytes[0] == 0x89;
    return is_png ? number_at(16) * number_at(20) : 0;
}

void check_frame(const RawPicture& picture) {
    const std::uint64_t claimed = picture.format == PixelFormat::mjpeg
                                      ? pixels_claimed(picture.bytes)
                                      : static_cast<std::uint64_t>(picture.width) *
                                            static_cast<std::uint64_t>(picture.height);
    constexpr auto kLimit = static_cast<std::uint64_t>(kCapturePixelsMax);
    if (claimed > kPixelsTried && claimed <= kLimit) return;
    const auto luma = luma_of(picture);
    const auto thumbnail = thumbnail_of(picture);
    KIOSK_CHECK(!luma || claimed <= kLimit, "a frame is bounded");
    KIOSK_CHECK(!luma || picture.format != PixelFormat::mjpeg || claimed == luma->pixels(),
                "an MJPEG frame has the size that it names");
    if (picture.format == PixelFormat::mjpeg) return;
    KIOSK_CHECK(!luma || (luma->width() == picture.width && luma->height() == picture.height),
                "a raw frame has the agreed size");
    KIOSK_CHECK(luma.has_value() == thumbnail.has_value(), "both look at the same bytes");
}

void check_file(Bytes bytes) {
    if (pixels_claimed(bytes) > kPixelsTried && pixels_claimed(bytes) <= kFramePixelsMax) return;
    const auto frame = parse_picture(bytes);
    KIOSK_CHECK(!frame || frame->pixels() <= kFramePixelsMax, "a picture is bounded");
    KIOSK_CHECK(frame || !frame.error().context.empty(), "a refusal says why");
}

int side(Bytes bytes, std::size_t at) {
    return bytes[at] + 256 * bytes[at + 1];
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t kHead = 7;
    const Bytes bytes(data, size);
    if (bytes.empty()) return 0;
    const int choice = bytes[0] % 5;
    if (choice == 4) {
        check_file(bytes.subspan(1));
        return 0;
    }
    if (bytes.size() < kHead) return 0;
    RawPicture picture{.format = static_cast<PixelFormat>(choice),
                       .width = side(bytes, 1),
                       .height = side(bytes, 3),
                       .stride = static_cast<std::size_t>(side(bytes, 5)),
                       .bytes = bytes.subspan(kHead)};
    if (picture.width == 0 || picture.height == 0) return 0;  // no camera agrees on that
    check_frame(picture);
    return 0;
}
