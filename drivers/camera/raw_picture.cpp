// drivers/camera/raw_picture.cpp — copies, skips and unpacks luma.
#include "drivers/camera/raw_picture.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "drivers/camera/jpeg.hpp"

namespace kiosk::drivers {
namespace {

Error cut(std::size_t there, std::size_t expected) {
    return {Errc::corrupt,
            fmt::format("the frame is cut: {} of {} bytes are there", there, expected)};
}

// Bytes from one luma sample to the next in a row.
std::size_t luma_step(PixelFormat format) {
    return format == PixelFormat::yuyv ? 2 : 1;  // Y0 U Y1 V
}

// Rows of luma within the buffer, checked once: every row that is asked for is there.
class LumaRows {
  public:
    [[nodiscard]] static Result<LumaRows> of(const RawPicture& picture) {
        const std::size_t step = luma_step(picture.format);
        const std::size_t row = static_cast<std::size_t>(picture.width) * step;
        const auto rows = static_cast<std::size_t>(picture.height);
        const std::size_t stride = std::max(picture.stride, row);
        const std::size_t needed = stride * (rows - 1) + row;
        if (picture.bytes.size() < needed) return fail(cut(picture.bytes.size(), needed));
        return LumaRows(picture.bytes, stride, row);
    }

    [[nodiscard]] std::span<const std::uint8_t> row(int y) const {
        return bytes_.subspan(static_cast<std::size_t>(y) * stride_, row_);
    }

  private:
    LumaRows(std::span<const std::uint8_t> bytes, std::size_t stride, std::size_t row)
        : bytes_(bytes), stride_(stride), row_(row) {}

    std::span<const std::uint8_t> bytes_;
    std::size_t stride_;
    std::size_t row_;
};

Result<Frame> raw_luma(const RawPicture& picture) {
    const LumaRows rows = KIOSK_TRY(LumaRows::of(picture));
    Frame frame(picture.width, picture.height);
    for (int y = 0; y < picture.height; ++y) {
        const auto in = rows.row(y);
        const auto out = frame.row(y);
        if (picture.format != PixelFormat::yuyv) {
            std::ranges::copy(in, out.begin());
        } else {
            for (std::size_t x = 0; x < out.size(); ++x) out[x] = in[2 * x];
        }
    }
    return frame;
}

// The mean of 8 x 2 samples of each cell: a quarter of the reading, half of the noise.
Result<Frame> raw_thumbnail(const RawPicture& picture) {
    const LumaRows rows = KIOSK_TRY(LumaRows::of(picture));
    Frame small(std::max(1, picture.width / kThumbnailCell),
                std::max(1, picture.height / kThumbnailCell));
    const std::size_t step = luma_step(picture.format);
    const auto span = static_cast<std::size_t>(std::min(kThumbnailCell, picture.width));
    for (int y = 0; y < small.height(); ++y) {
        const auto upper = rows.row(std::min(y * kThumbnailCell + 2, picture.height - 1));
        const auto lower = rows.row(std::min(y * kThumbnailCell + 6, picture.height - 1));
        const auto out = small.row(y);
        for (std::size_t x = 0; x < out.size(); ++x) {
            unsigned sum = 0;
            for (std::size_t i = 0; i < span; ++i) {
                const std::size_t at = (x * kThumbnailCell + i) * step;
                sum += static_cast<unsigned>(upper[at]) + lower[at];
            }
            out[x] = static_cast<std::uint8_t>(sum / (2 * span));
        }
    }
    return small;
}

Result<Frame> unpack_jpeg(std::span<const std::uint8_t> bytes, int shrink) {
    // Behind a cut the library would paint grey, which changes nothing that was read but costs a
    // full decoding.
    if (!is_whole_jpeg(bytes)) {
        return fail(Errc::corrupt, "the frame is cut: its end marker is missing");
    }
    const JpegReader reader = KIOSK_TRY(JpegReader::open(bytes));
    if (reader.width() > kCapturePixelsMax / reader.height()) {
        return fail(Errc::corrupt, fmt::format("the frame is {} x {} pixels, limit {} pixels",
                                               reader.width(), reader.height(), kCapturePixelsMax));
    }
    return reader.luma(JpegFaults::tolerated, shrink);
}

}  // namespace

Result<Frame> luma_of(const RawPicture& picture) {
    return picture.format == PixelFormat::mjpeg ? unpack_jpeg(picture.bytes, 1) : raw_luma(picture);
}

Result<Frame> thumbnail_of(const RawPicture& picture) {
    return picture.format == PixelFormat::mjpeg ? unpack_jpeg(picture.bytes, kThumbnailCell)
                                                : raw_thumbnail(picture);
}

}  // namespace kiosk::drivers
