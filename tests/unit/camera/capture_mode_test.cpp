// tests/unit/camera/capture_mode_test.cpp — the choice of a mode, camera by camera.
#include "drivers/camera/capture_mode.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kiosk::drivers {
namespace {

using enum PixelFormat;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Case {
    std::string_view camera;
    std::vector<CaptureMode> offered;
    CaptureMode best;
    CaptureWish wish{};
};

const std::vector<Case> kCases{
    {"a webcam for USB 2: the large picture flows as MJPEG only",
     {{yuyv, 640, 480, 30},
      {yuyv, 1280, 720, 10},
      {mjpeg, 640, 480, 30},
      {mjpeg, 1280, 720, 30},
      {mjpeg, 1920, 1080, 30}},
     {mjpeg, 1280, 720, 30}},
    {"a machine-vision camera: grey, where it is large enough",
     {{mjpeg, 1280, 720, 30}, {grey, 1280, 800, 30}, {yuyv, 1280, 720, 30}},
     {grey, 1280, 800, 30}},
    {"a small grey picture does not beat a large one",
     {{grey, 320, 240, 60}, {mjpeg, 1280, 720, 30}},
     {mjpeg, 1280, 720, 30}},
    {"an old webcam: VGA is what there is",
     {{yuyv, 640, 480, 30}, {yuyv, 320, 240, 30}, {yuyv, 160, 120, 30}},
     {yuyv, 640, 480, 30}},
    {"a slide show of large pictures reads nobody who walks",
     {{yuyv, 1280, 720, 5}, {yuyv, 640, 480, 30}},
     {yuyv, 640, 480, 30}},
    {"slow throughout: then the right size",
     {{yuyv, 1280, 720, 7}, {yuyv, 640, 480, 10}},
     {yuyv, 1280, 720, 7}},
    {"a large picture before one too small to read",
     {{mjpeg, 1920, 1080, 30}, {mjpeg, 320, 240, 30}},
     {mjpeg, 1920, 1080, 30}},
    {"the wished rate before a faster one, which costs time",
     {{mjpeg, 1280, 720, 60}, {mjpeg, 1280, 720, 30}, {mjpeg, 1280, 720, 120}},
     {mjpeg, 1280, 720, 30}},
    {"NV12 before YUYV: less to copy",
     {{yuyv, 1280, 720, 30}, {nv12, 1280, 720, 30}},
     {nv12, 1280, 720, 30}},
    {"a camera that names no rate flows",
     {{yuyv, 640, 480, 5}, {yuyv, 640, 360, 0}},
     {yuyv, 640, 360, 0}},
    {"another wish",
     {{mjpeg, 1280, 720, 30}, {mjpeg, 1920, 1080, 30}, {mjpeg, 640, 480, 30}},
     {mjpeg, 640, 480, 30},
     {640, 480, 30}},
    {"a slow wish is flow enough",
     {{mjpeg, 1280, 720, 5}, {mjpeg, 640, 480, 30}},
     {mjpeg, 1280, 720, 5},
     {1280, 720, 5}},
};

TEST(CaptureMode, the_best_of_each_camera) {
    for (const Case& row : kCases) {
        const auto order = modes_in_order(row.offered, row.wish);
        ASSERT_EQ(order.size(), row.offered.size()) << row.camera;
        EXPECT_EQ(to_text(order.front()), to_text(row.best)) << row.camera;
    }
}

TEST(CaptureMode, sizes_that_hold_no_badge_or_burst_the_limit_are_left_out) {
    EXPECT_THAT(modes_in_order({}, {}), IsEmpty());
    EXPECT_THAT(modes_in_order({{grey, 159, 480, 30},
                                {grey, 640, 119, 30},
                                {grey, 0, 0, 30},
                                {grey, -640, -480, 30},
                                {grey, 4097, 4096, 30}},
                               {}),
                IsEmpty());
    EXPECT_EQ(modes_in_order({{grey, 160, 120, 30}, {grey, 4096, 4096, 30}}, {}).size(), 2U);
}

TEST(CaptureMode, what_is_offered_twice_is_tried_once) {
    EXPECT_THAT(
        modes_in_order({{mjpeg, 640, 480, 30}, {mjpeg, 480, 640, 30}, {mjpeg, 640, 480, 30}}, {}),
        ElementsAre(CaptureMode{mjpeg, 480, 640, 30}, CaptureMode{mjpeg, 640, 480, 30}));
}

TEST(CaptureMode, load_tells_which_asks_less_of_the_bus) {
    const auto load = [](PixelFormat format, int width, int height, int rate) {
        return bus_load({format, width, height, rate});
    };
    EXPECT_LT(load(mjpeg, 1280, 720, 30), load(grey, 1280, 720, 30));
    EXPECT_LT(load(grey, 1280, 720, 30), load(nv12, 1280, 720, 30));
    EXPECT_LT(load(nv12, 1280, 720, 30), load(yuyv, 1280, 720, 30));
    EXPECT_LT(load(yuyv, 640, 480, 15), load(yuyv, 640, 480, 30));
    EXPECT_GT(load(yuyv, 640, 480, 0), 0);
}

TEST(CaptureMode, reads_as_people_say_it) {
    EXPECT_EQ(to_text({mjpeg, 1280, 720, 30}), "1280x720 MJPEG at 30/s");
    EXPECT_EQ(to_text({yuyv, 640, 480, 0}), "640x480 YUYV");
}

}  // namespace
}  // namespace kiosk::drivers
