// tests/unit/camera/raw_picture_test.cpp — luma out of every format, and what torn frames do.
#include "drivers/camera/raw_picture.hpp"

#include <algorithm>
#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drivers/camera/decoder.hpp"
#include "test_pictures.hpp"

namespace kiosk::drivers {
namespace {

using ::testing::HasSubstr;

// Luma in rows of `stride` bytes, each sample `step` bytes from the last; 0xEE in between.
test::Bytes buffer_of(const Frame& frame, std::size_t stride, std::size_t step) {
    test::Bytes bytes(stride * static_cast<std::size_t>(frame.height()), 0xEE);
    for (int y = 0; y < frame.height(); ++y) {
        for (int x = 0; x < frame.width(); ++x) {
            bytes[static_cast<std::size_t>(y) * stride + static_cast<std::size_t>(x) * step] =
                frame.row(y)[static_cast<std::size_t>(x)];
        }
    }
    return bytes;
}

RawPicture raw(PixelFormat format, const Frame& frame, std::size_t stride,
               const test::Bytes& bytes) {
    return {format, frame.width(), frame.height(), stride, bytes};
}

TEST(RawPicture, luma_of_each_raw_format_is_exact_with_and_without_padding) {
    const Frame noise = test::noise_frame(160, 120, 3);
    struct Layout {
        PixelFormat format;
        std::size_t stride;
        std::size_t step;
    };
    for (const auto& [format, stride, step] :
         {Layout{PixelFormat::grey, 160, 1}, Layout{PixelFormat::grey, 192, 1},
          Layout{PixelFormat::nv12, 160, 1}, Layout{PixelFormat::yuyv, 320, 2},
          Layout{PixelFormat::yuyv, 352, 2}}) {
        const auto bytes = buffer_of(noise, stride, step);
        const auto frame = luma_of(raw(format, noise, stride, bytes));
        ASSERT_TRUE(frame.has_value()) << frame.error().context;
        EXPECT_EQ(*frame, noise) << "stride " << stride;
    }
}

TEST(RawPicture, a_driver_that_names_no_stride_has_no_padding) {
    const Frame noise = test::noise_frame(160, 120, 3);
    const auto bytes = buffer_of(noise, 320, 2);
    EXPECT_EQ(luma_of(raw(PixelFormat::yuyv, noise, 0, bytes)).value(), noise);
}

TEST(RawPicture, a_raw_frame_that_is_one_byte_short_is_cut) {
    const Frame noise = test::noise_frame(160, 120, 3);
    auto bytes = buffer_of(noise, 192, 1);
    bytes.resize(192 * 119 + 160);  // the last row's padding may be missing
    EXPECT_TRUE(luma_of(raw(PixelFormat::grey, noise, 192, bytes)).has_value());
    EXPECT_TRUE(thumbnail_of(raw(PixelFormat::grey, noise, 192, bytes)).has_value());
    bytes.pop_back();
    const auto cut = luma_of(raw(PixelFormat::grey, noise, 192, bytes));
    ASSERT_FALSE(cut.has_value());
    EXPECT_EQ(cut.error().code, Errc::corrupt);
    EXPECT_EQ(cut.error().context, "the frame is cut: 23007 of 23008 bytes are there");
    EXPECT_FALSE(thumbnail_of(raw(PixelFormat::grey, noise, 192, bytes)).has_value());
}

TEST(RawPicture, a_thumbnail_shows_the_same_at_an_eighth) {
    Frame scene = test::plain_frame(160, 120, 200);
    test::paste(scene, test::plain_frame(80, 40, 30), 40, 40);
    const auto grey = buffer_of(scene, 160, 1);
    const auto yuyv = buffer_of(scene, 320, 2);
    const auto jpeg = test::jpeg_of(scene);
    for (const RawPicture& picture :
         {raw(PixelFormat::grey, scene, 160, grey), raw(PixelFormat::yuyv, scene, 320, yuyv),
          raw(PixelFormat::mjpeg, scene, 0, jpeg)}) {
        const auto small = thumbnail_of(picture);
        ASSERT_TRUE(small.has_value()) << small.error().context;
        ASSERT_EQ(small->width(), 20);
        ASSERT_EQ(small->height(), 15);
        EXPECT_NEAR(small->row(2)[2], 200, 3);
        EXPECT_NEAR(small->row(7)[10], 30, 3);
    }
}

TEST(RawPicture, mjpeg_is_unpacked_and_readable) {
    const auto jpeg = test::jpeg_of(test::qr_frame("7f3kq8wz", 6));
    const auto frame = luma_of({PixelFormat::mjpeg, 640, 480, 0, jpeg});
    ASSERT_TRUE(frame.has_value()) << frame.error().context;
    const auto codes = decode_codes(*frame, {});
    ASSERT_EQ(codes.size(), 1U);
    EXPECT_EQ(codes[0].bytes, "7f3kq8wz");
}

// Cameras that send AVI1 frames leave out the Huffman tables, which are always the standard's.
TEST(RawPicture, mjpeg_without_huffman_tables_is_unpacked_alike) {
    const auto whole = test::jpeg_of(test::qr_frame("7f3kq8wz", 6));
    test::Bytes bare(whole.begin(), whole.begin() + 2);
    for (std::size_t at = 2; whole[at] == 0xFF && whole[at + 1] != 0xDA;) {
        const std::size_t size = 2U + 256U * whole[at + 2] + whole[at + 3];
        if (whole[at + 1] != 0xC4) {
            bare.insert(bare.end(), whole.begin() + static_cast<std::ptrdiff_t>(at),
                        whole.begin() + static_cast<std::ptrdiff_t>(at + size));
        }
        at += size;
        if (whole[at + 1] == 0xDA) {
            bare.insert(bare.end(), whole.begin() + static_cast<std::ptrdiff_t>(at), whole.end());
        }
    }
    ASSERT_LT(bare.size(), whole.size());
    const auto expected = luma_of({PixelFormat::mjpeg, 640, 480, 0, whole});
    const auto frame = luma_of({PixelFormat::mjpeg, 640, 480, 0, bare});
    ASSERT_TRUE(frame.has_value()) << frame.error().context;
    EXPECT_EQ(*frame, expected.value());
}

// devices.md names this an everyday path on small boards: USB lost some packets of the frame.
TEST(RawPicture, a_truncated_mjpeg_frame_is_dropped_at_every_length) {
    const auto whole = test::jpeg_of(test::qr_frame("7f3kq8wz", 3));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const test::Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        const auto frame = luma_of({PixelFormat::mjpeg, 640, 480, 0, cut});
        ASSERT_FALSE(frame.has_value()) << size << " of " << whole.size();
        EXPECT_EQ(frame.error().code, Errc::corrupt);
    }
}

TEST(RawPicture, zeros_behind_an_mjpeg_frame_are_padding) {
    auto jpeg = test::jpeg_of(test::qr_frame("7f3kq8wz", 6));
    jpeg.insert(jpeg.end(), 500, 0);
    EXPECT_TRUE(luma_of({PixelFormat::mjpeg, 640, 480, 0, jpeg}).has_value());
}

TEST(RawPicture, bytes_torn_out_of_an_mjpeg_frame_do_no_harm) {
    const auto whole = test::jpeg_of(test::noise_frame(160, 120, 1));
    for (std::size_t at = 2; at + 66 < whole.size(); at += 97) {
        auto torn = whole;
        torn.erase(torn.begin() + static_cast<std::ptrdiff_t>(at),
                   torn.begin() + static_cast<std::ptrdiff_t>(at + 64));
        const auto frame = luma_of({PixelFormat::mjpeg, 160, 120, 0, torn});
        EXPECT_LE(frame ? frame->pixels() : 0, static_cast<std::size_t>(kCapturePixelsMax));
    }
}

TEST(RawPicture, an_mjpeg_frame_larger_than_the_limit_is_refused_unpacked) {
    auto jpeg = test::jpeg_of(test::plain_frame(16, 16, 9));
    const std::array<std::uint8_t, 2> start_of_frame{0xFF, 0xC0};  // T.81, B.2.2: then 2, 1, 2, 2
    const auto header = std::ranges::search(jpeg, start_of_frame);
    ASSERT_FALSE(header.empty());
    const std::array<std::uint8_t, 4> sides{0x10, 0x01, 0x10, 0x01};  // 4097 x 4097
    std::ranges::copy(sides, header.begin() + 5);
    const auto frame = luma_of({PixelFormat::mjpeg, 640, 480, 0, jpeg});
    ASSERT_FALSE(frame.has_value());
    EXPECT_THAT(frame.error().context, HasSubstr("4097 x 4097"));
}

}  // namespace
}  // namespace kiosk::drivers
