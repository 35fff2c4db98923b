// tests/unit/camera/ladder_test.cpp — pictures that one plain pass cannot read.
#include "drivers/camera/ladder.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "drivers/camera/decode_picture.hpp"
#include "drivers/camera/filters.hpp"
#include "test_pictures.hpp"

namespace kiosk::drivers {
namespace {

// Grey on grey with a slope of light across it, as on a screen photographed from the side.
Frame faint(const Frame& frame) {
    Frame result = frame;
    for (int y = 0; y < frame.height(); ++y) {
        for (int x = 0; x < frame.width(); ++x) {
            auto& pixel = result.row(y)[static_cast<std::size_t>(x)];
            pixel = static_cast<std::uint8_t>(60 + 120 * x / frame.width() + pixel * 24 / 255);
        }
    }
    return result;
}

TEST(Ladder, an_easy_picture_costs_one_pass) {
    const Reading reading = read_codes(test::qr_frame("easy", 4));
    ASSERT_EQ(reading.codes.size(), 1U);
    EXPECT_EQ(reading.codes[0].text, "easy");
    EXPECT_EQ(reading.pass, "raw");
}

TEST(Ladder, a_faint_code_is_read_where_one_pass_fails) {
    const Frame frame = box_mean(faint(test::qr_frame("faint badge 7f3kq8wz", 5)), 2);
    ASSERT_TRUE(decode_codes(frame, {}).empty());
    const Reading reading = read_codes(frame);
    ASSERT_EQ(reading.codes.size(), 1U);
    EXPECT_EQ(reading.codes[0].bytes, "faint badge 7f3kq8wz");
    EXPECT_NE(reading.pass, "raw");
}

TEST(Ladder, light_on_dark_is_read) {
    Frame frame = test::plain_frame(300, 300, 0);
    test::paste(frame, inverted(test::qr_frame("night mode", 5)), 40, 40);
    const Reading reading = read_codes(frame);
    ASSERT_EQ(reading.codes.size(), 1U);
    EXPECT_EQ(reading.codes[0].text, "night mode");
}

TEST(Ladder, corners_are_in_pixels_of_the_picture_given) {
    const Frame badge = box_mean(faint(test::qr_frame("faint badge 7f3kq8wz", 5)), 2);
    const Reading reading = read_codes(badge);
    ASSERT_EQ(reading.codes.size(), 1U);
    ASSERT_NE(reading.pass, "raw");
    const auto& corners = reading.codes[0].corners;
    EXPECT_NEAR(corners[0].x, 20, 6);  // quiet zone
    EXPECT_NEAR(corners[0].y, 20, 6);
    EXPECT_NEAR(corners[2].x, badge.width() - 20, 6);
    EXPECT_NEAR(corners[2].y, badge.height() - 20, 6);
}

TEST(Ladder, a_large_picture_is_read_at_a_reduced_size) {
    Frame frame = test::plain_frame(2400, 1800, 180);
    ASSERT_GT(frame.pixels(), kLadderPixelsMax);
    Frame badge = faint(test::qr_frame("poster across the hall", 24));
    for (int i = 0; i < 3; ++i) badge = box_mean(badge, 8);
    test::paste(frame, badge, 500, 400);
    ASSERT_TRUE(decode_codes(frame, {.downscale = false}).empty());
    const Reading reading = read_codes(frame);
    ASSERT_EQ(reading.codes.size(), 1U);
    EXPECT_EQ(reading.codes[0].text, "poster across the hall");
    EXPECT_NE(reading.pass, "raw");
    EXPECT_NEAR(reading.codes[0].corners[0].x, 500 + 96, 30);
}

TEST(Ladder, the_costly_passes_on_parts_stop_when_told_to) {
    Frame frame = test::plain_frame(1280, 720, 128);
    test::paste(frame, faint(test::qr_frame("faint badge 7f3kq8wz", 5)), 700, 300);
    const Reading reading = read_likely_parts(frame);
    ASSERT_EQ(reading.codes.size(), 1U);
    EXPECT_NEAR(reading.codes[0].corners[0].x, 700 + 20, 6);
    EXPECT_NEAR(reading.codes[0].corners[0].y, 300 + 20, 6);
    int asked = 0;
    EXPECT_TRUE(read_likely_parts(frame, false, [&] { return ++asked < 1; }).codes.empty());
    EXPECT_EQ(asked, 1);
    EXPECT_TRUE(read_likely_parts(test::plain_frame(1280, 720, 128)).codes.empty());
}

TEST(Ladder, nothing_is_read_where_nothing_is) {
    for (unsigned seed = 1; seed <= 5; ++seed) {
        EXPECT_TRUE(read_codes(box_mean(test::noise_frame(400, 300, seed), 2)).codes.empty());
    }
    EXPECT_TRUE(read_codes(test::plain_frame(300, 200, 255)).codes.empty());
    EXPECT_TRUE(read_codes(test::plain_frame(1, 1, 0)).codes.empty());
    EXPECT_EQ(read_codes(test::plain_frame(1, 1, 0)).pass, "");
}

TEST(Ladder, a_code_inside_a_code_is_decoration) {
    // "Double QR": the outer code's error correction pays for the inner code's place.
    const auto picture = decode_picture(KIOSK_TEST_DATA "/qr-samples/zxing-qr2-bb43cff5.png");
    ASSERT_TRUE(picture.has_value());
    ASSERT_EQ(picture->codes.size(), 1U);
    EXPECT_NE(picture->codes[0].text.find("外側QRコード"), std::string::npos);
}

TEST(Ladder, codes_side_by_side_are_both_kept) {
    Frame frame = test::plain_frame(600, 300, 255);
    test::paste(frame, test::qr_frame("left", 5), 20, 40);
    test::paste(frame, test::qr_frame("right", 5), 320, 60);
    EXPECT_EQ(read_codes(frame).codes.size(), 2U);
}

TEST(DecodePicture, gives_codes_pass_and_time_or_the_files_error) {
    const test::TestFolder folder;
    const auto good = decode_picture(folder.write("a.png", test::png_of(test::qr_frame("a", 4))));
    ASSERT_TRUE(good.has_value());
    ASSERT_EQ(good->codes.size(), 1U);
    EXPECT_EQ(good->codes[0].text, "a");
    EXPECT_GT(good->took.count(), 0);
    const auto none =
        decode_picture(folder.write("b.png", test::png_of(test::plain_frame(50, 50, 200))));
    ASSERT_TRUE(none.has_value());
    EXPECT_TRUE(none->codes.empty());
    const auto bad = decode_picture(folder.write("c.png", "no picture"));
    ASSERT_FALSE(bad.has_value());
    EXPECT_EQ(bad.error().context, "picture \"c.png\": is not a PNG, JPEG, WebP or PGM picture");
}

}  // namespace
}  // namespace kiosk::drivers
