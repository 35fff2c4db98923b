// tests/unit/camera/filters_test.cpp — each filter against a plain calculation.
#include "drivers/camera/filters.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "test_pictures.hpp"

namespace kiosk::drivers {
namespace {

// The mean of one row's neighbourhood, rounded, as box_mean computes along each axis.
int plain_mean(const std::vector<int>& line, int at, int radius) {
    int sum = 0;
    for (int i = at - radius; i <= at + radius; ++i) {
        sum += line[static_cast<std::size_t>(std::clamp(i, 0, static_cast<int>(line.size()) - 1))];
    }
    const int window = 2 * radius + 1;
    return (sum + window / 2) / window;
}

Frame plain_box_mean(const Frame& frame, int radius) {
    Frame along = frame;
    for (int y = 0; y < frame.height(); ++y) {
        const std::vector<int> line(frame.row(y).begin(), frame.row(y).end());
        for (int x = 0; x < frame.width(); ++x) {
            along.row(y)[static_cast<std::size_t>(x)] =
                static_cast<std::uint8_t>(plain_mean(line, x, radius));
        }
    }
    Frame result = along;
    for (std::size_t x = 0; x < static_cast<std::size_t>(frame.width()); ++x) {
        std::vector<int> line;
        for (int y = 0; y < frame.height(); ++y) line.push_back(along.row(y)[x]);
        for (int y = 0; y < frame.height(); ++y) {
            result.row(y)[x] = static_cast<std::uint8_t>(plain_mean(line, y, radius));
        }
    }
    return result;
}

TEST(Filters, box_mean_equals_the_plain_calculation) {
    for (const int radius : {1, 2, 15, 30, kMeanRadiusMax}) {
        const Frame noise = test::noise_frame(97, 61, static_cast<unsigned>(radius));
        EXPECT_EQ(box_mean(noise, radius), plain_box_mean(noise, radius)) << "radius " << radius;
    }
}

TEST(Filters, a_plain_picture_stays_plain) {
    for (const int shade : {0, 1, 127, 254, 255}) {
        const Frame plain = test::plain_frame(40, 30, static_cast<std::uint8_t>(shade));
        EXPECT_EQ(box_mean(plain, kMeanRadiusMax), plain);
        EXPECT_EQ(sharpened(plain), plain);
        EXPECT_EQ(enlarged(plain), test::plain_frame(60, 45, static_cast<std::uint8_t>(shade)));
        EXPECT_EQ(halved(plain), test::plain_frame(20, 15, static_cast<std::uint8_t>(shade)));
        EXPECT_EQ(thresholded(plain, 15), test::plain_frame(40, 30, 255));
    }
}

TEST(Filters, one_pixel_is_picture_enough) {
    const Frame dot = test::plain_frame(1, 1, 77);
    EXPECT_EQ(box_mean(dot, 30), dot);
    EXPECT_EQ(sharpened(dot), dot);
    EXPECT_EQ(enlarged(dot), dot);
    EXPECT_EQ(halved(dot), dot);
}

TEST(Filters, sharpened_widens_an_edge_and_keeps_its_place) {
    Frame edge = test::plain_frame(20, 1, 100);
    for (std::size_t x = 10; x < 20; ++x) edge.row(0)[x] = 150;
    const Frame sharp = sharpened(edge);
    EXPECT_LT(sharp.row(0)[9], 100);
    EXPECT_GT(sharp.row(0)[10], 150);
    EXPECT_EQ(sharp.row(0)[0], 100);
    EXPECT_EQ(sharp.row(0)[19], 150);
}

TEST(Filters, thresholded_follows_a_shadow) {
    Frame page = test::plain_frame(200, 3, 0);
    for (int y = 0; y < 3; ++y) {
        for (std::size_t x = 0; x < 200; ++x) {
            const std::size_t paper = 40 + x;  // from shadow into light
            page.row(y)[x] = static_cast<std::uint8_t>(x % 10 < 5 ? paper : paper - 25);
        }
    }
    const Frame black_and_white = thresholded(page, 15);
    for (std::size_t x = 20; x < 180; ++x) {
        EXPECT_EQ(black_and_white.row(1)[x], x % 10 < 5 ? 255 : 0) << "column " << x;
    }
}

TEST(Filters, enlarged_is_one_and_a_half_times_and_follows_a_ramp) {
    Frame ramp(60, 4);
    for (int y = 0; y < 4; ++y) {
        for (std::size_t x = 0; x < 60; ++x) ramp.row(y)[x] = static_cast<std::uint8_t>(4 * x);
    }
    const Frame large = enlarged(ramp);
    ASSERT_EQ(large.width(), 90);
    ASSERT_EQ(large.height(), 6);
    for (std::size_t x = 3; x < 87; ++x) {
        const double original = (static_cast<double>(x) + 0.5) / 1.5 - 0.5;
        EXPECT_NEAR(large.row(3)[x], 4 * original, 1.0) << "column " << x;
    }
}

TEST(Filters, odd_sides_are_rounded_down) {
    EXPECT_EQ(enlarged(Frame(7, 5)).width(), 10);
    EXPECT_EQ(enlarged(Frame(7, 5)).height(), 7);
    EXPECT_EQ(halved(Frame(7, 5)).width(), 3);
    EXPECT_EQ(halved(Frame(7, 5)).height(), 2);
}

TEST(Filters, halved_takes_the_mean_of_four) {
    EXPECT_EQ(halved(Frame(4, 2, {0, 100, 10, 10, 100, 200, 10, 11})), Frame(2, 1, {100, 10}));
}

TEST(Filters, inverted_twice_is_the_same) {
    const Frame noise = test::noise_frame(33, 17, 1);
    EXPECT_NE(inverted(noise), noise);
    EXPECT_EQ(inverted(inverted(noise)), noise);
}

TEST(Filters, darkened_keeps_black_and_white) {
    EXPECT_EQ(darkened(Frame(3, 1, {0, 128, 255})), Frame(3, 1, {0, 64, 255}));
}

}  // namespace
}  // namespace kiosk::drivers
