// tests/unit/camera/preview_test.cpp — what people see who set a camera up.
#include "drivers/camera/preview.hpp"

#include <gtest/gtest.h>

#include "test_pictures.hpp"

namespace kiosk::drivers {
namespace {

using namespace std::chrono_literals;

const Instant kStart{1h};

DecodedCode code_at(int left, int top, int right, int bottom) {
    return {.bytes = "7f3kq8wz",
            .text = "7f3kq8wz",
            .format = "QRCode",
            .corners = {Corner{left, top}, {right, top}, {right, bottom}, {left, bottom}}};
}

TEST(PreviewPicture, is_halved_until_it_is_small_enough) {
    EXPECT_EQ(preview_of(test::plain_frame(kPreviewSideMax, 480, 9), {}).width(), 640);
    EXPECT_EQ(preview_of(test::plain_frame(kPreviewSideMax + 1, 480, 9), {}).width(), 320);
    EXPECT_EQ(preview_of(test::plain_frame(1280, 720, 9), {}), test::plain_frame(640, 360, 9));
    EXPECT_EQ(preview_of(test::plain_frame(4096, 2160, 9), {}).width(), 512);
    EXPECT_EQ(preview_of(test::plain_frame(480, kPreviewSideMax, 9), {}).height(), 640);
    EXPECT_EQ(preview_of(test::plain_frame(480, kPreviewSideMax + 1, 9), {}).height(), 320);
}

TEST(PreviewPicture, a_code_has_a_white_line_within_black_around_it) {
    const std::vector codes{code_at(200, 100, 400, 300)};
    const Frame picture = preview_of(test::plain_frame(1280, 720, 128), codes);
    for (const auto& [x, y] : {Corner{100, 50}, {150, 50}, {200, 100}, {100, 150}, {130, 150}}) {
        EXPECT_EQ(picture.row(y)[static_cast<std::size_t>(x)], 255) << x << ", " << y;
    }
    EXPECT_EQ(picture.row(48)[150], 0);
    EXPECT_EQ(picture.row(52)[150], 0);
    EXPECT_EQ(picture.row(47)[150], 128) << "outside";
    EXPECT_EQ(picture.row(100)[150], 128) << "the code itself";
}

TEST(PreviewPicture, a_corner_outside_the_picture_does_no_harm) {
    const std::vector codes{code_at(-50, -9, 70, 45)};
    const Frame picture = preview_of(test::plain_frame(60, 40, 128), codes);
    EXPECT_EQ(picture.width(), 60);
    EXPECT_EQ(picture.row(20)[30], 128);
}

TEST(Preview, nothing_is_made_until_somebody_asks) {
    Preview preview;
    EXPECT_FALSE(preview.is_wanted(kStart));
    const auto first = preview.ask(kStart);
    ASSERT_FALSE(first.has_value());
    EXPECT_EQ(first.error().code, Errc::unavailable);
    EXPECT_TRUE(preview.is_wanted(kStart));
}

TEST(Preview, pictures_come_ten_times_a_second_while_it_is_asked_for) {
    Preview preview;
    static_cast<void>(preview.ask(kStart));
    preview.show(test::plain_frame(4, 3, 1), kStart);
    EXPECT_FALSE(preview.is_wanted(kStart + kPreviewEvery - 1ms));
    EXPECT_TRUE(preview.is_wanted(kStart + kPreviewEvery));
    const auto picture = preview.ask(kStart + 1s);
    ASSERT_TRUE(picture.has_value());
    EXPECT_EQ((*picture)->frame(), test::plain_frame(4, 3, 1));
    EXPECT_TRUE(preview.is_wanted(kStart + 1s + kPreviewWish - 1ms)) << "asked again";
}

TEST(Preview, what_nobody_asks_for_any_more_is_forgotten) {
    Preview preview;
    static_cast<void>(preview.ask(kStart));
    preview.show(test::plain_frame(4, 3, 1), kStart + 1s);
    EXPECT_FALSE(preview.is_wanted(kStart + kPreviewWish));
    EXPECT_FALSE(preview.ask(kStart + kPreviewWish).has_value()) << "the picture is gone";
}

TEST(Preview, a_picture_of_long_ago_is_not_shown_for_now) {
    Preview preview;
    static_cast<void>(preview.ask(kStart));
    preview.show(test::plain_frame(4, 3, 1), kStart);
    EXPECT_TRUE(preview.ask(kStart + kPreviewWish - 1ms).has_value());
    EXPECT_FALSE(preview.ask(kStart + kPreviewWish).has_value()) << "the camera is away";
}

TEST(Preview, a_camera_that_went_away_leaves_no_picture_behind) {
    Preview preview;
    static_cast<void>(preview.ask(kStart));
    preview.show(test::plain_frame(4, 3, 1), kStart);
    const auto asked = preview.ask(kStart);
    preview.forget();
    EXPECT_FALSE(preview.ask(kStart + 1ms).has_value());
    ASSERT_TRUE(asked.has_value());
    EXPECT_TRUE((*asked)->jpeg().has_value()) << "who asked before still gets it";
}

TEST(PreviewPicture, its_jpeg_is_written_once_and_has_a_limit) {
    const PreviewPicture noise(test::noise_frame(kPreviewSideMax, kPreviewSideMax, 1));
    const auto jpeg = noise.jpeg();
    ASSERT_TRUE(jpeg.has_value());
    EXPECT_LT(jpeg->size(), 512U * 1024);
    EXPECT_EQ(noise.jpeg().value(), *jpeg);
}

}  // namespace
}  // namespace kiosk::drivers
