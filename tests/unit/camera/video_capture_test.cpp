// tests/unit/camera/video_capture_test.cpp — streaming from a pretended camera.
#include "drivers/camera/video_capture.hpp"

#include <cerrno>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fake_camera.hpp"

namespace kiosk::drivers {
namespace {

using namespace std::chrono_literals;
using test::FakeCamera;
using test::FakeMode;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

const CaptureSettings kSettings{.device = "/dev/v4l/by-id/camera"};

std::vector<std::uint8_t> shade(int value) {
    return std::vector<std::uint8_t>(640UZ * 480, static_cast<std::uint8_t>(value));
}

class VideoCaptureTest : public ::testing::Test {
  protected:
    std::unique_ptr<VideoCapture> open(const CaptureSettings& settings = kSettings) {
        auto capture = VideoCapture::open(camera_, settings);
        EXPECT_TRUE(capture.has_value()) << capture.error().context;
        return capture ? std::move(*capture) : nullptr;
    }
    Error open_error(const CaptureSettings& settings = kSettings) {
        auto capture = VideoCapture::open(camera_, settings);
        EXPECT_FALSE(capture.has_value());
        EXPECT_EQ(camera_.open_now(), 0) << "a failure leaves nothing open";
        EXPECT_EQ(camera_.buffers_mapped(), 0U);
        return capture ? Error{} : capture.error();
    }

    FakeCamera camera_;
};

TEST_F(VideoCaptureTest, a_picture_comes_as_the_camera_made_it) {
    camera_.row_padding = 64;
    const auto capture = open();
    std::vector<std::uint8_t> bytes(704UZ * 480, 7);
    camera_.deliver(bytes);
    const auto picture = capture->newest(-1, 1s);
    ASSERT_TRUE(picture.has_value() && picture->has_value());
    EXPECT_EQ((*picture)->width, 640);
    EXPECT_EQ((*picture)->height, 480);
    EXPECT_EQ((*picture)->stride, 704U);
    EXPECT_EQ((*picture)->format, PixelFormat::grey);
    EXPECT_TRUE(std::ranges::equal((*picture)->bytes, bytes));
}

TEST_F(VideoCaptureTest, the_newest_frame_wins_and_the_others_go_back) {
    const auto capture = open();
    for (const int value : {1, 2, 3}) camera_.deliver(shade(value));
    const auto picture = capture->newest(-1, 1s);
    ASSERT_TRUE(picture.has_value() && picture->has_value());
    EXPECT_EQ((*picture)->bytes[0], 3);
    EXPECT_EQ(camera_.buffers_waiting(), 3U) << "one is ours, the others are the camera's again";
    EXPECT_FALSE(capture->newest(-1, 1s).value().has_value());
    EXPECT_EQ(camera_.buffers_waiting(), 4U) << "the next call gives ours back";
}

TEST_F(VideoCaptureTest, no_buffer_is_lost_in_a_thousand_frames) {
    const auto capture = open();
    for (int i = 0; i < 1000; ++i) {
        camera_.deliver(shade(i % 256), i % 3 == 0 ? V4L2_BUF_FLAG_ERROR : 0);
        if (i % 5 == 0) static_cast<void>(capture->newest(-1, 1s));
    }
    static_cast<void>(capture->newest(-1, 1s));
    static_cast<void>(capture->newest(-1, 1s));
    EXPECT_EQ(camera_.buffers_waiting(), 4U);
}

TEST_F(VideoCaptureTest, frames_marked_damaged_or_empty_are_dropped) {
    const auto capture = open();
    camera_.deliver(shade(1));
    camera_.deliver(shade(2), V4L2_BUF_FLAG_ERROR);
    camera_.deliver({});
    const auto picture = capture->newest(-1, 1s);
    ASSERT_TRUE(picture.has_value() && picture->has_value());
    EXPECT_EQ((*picture)->bytes[0], 1);
    camera_.deliver(shade(2), V4L2_BUF_FLAG_ERROR);
    EXPECT_FALSE(capture->newest(-1, 1s).value().has_value());
}

TEST_F(VideoCaptureTest, a_length_beyond_the_buffer_is_not_believed) {
    const auto capture = open();
    camera_.deliver(std::vector<std::uint8_t>(640UZ * 480 + 1000));
    EXPECT_EQ(capture->newest(-1, 1s).value().value().bytes.size(), 640U * 480U);
}

TEST_F(VideoCaptureTest, unplugged_in_the_middle_says_so) {
    const auto capture = open();
    camera_.unplug();
    const auto picture = capture->newest(-1, 1s);
    ASSERT_FALSE(picture.has_value());
    EXPECT_EQ(picture.error().code, Errc::not_found);
    EXPECT_EQ(picture.error().context, "is not connected");
}

TEST_F(VideoCaptureTest, a_streaming_error_ends_the_capture) {
    const auto capture = open();
    camera_.fails(VIDIOC_DQBUF, EIO);
    const auto picture = capture->newest(-1, 1s);
    ASSERT_FALSE(picture.has_value());
    EXPECT_EQ(picture.error().code, Errc::io_failure);
    EXPECT_THAT(picture.error().context, HasSubstr("stopped streaming"));
}

TEST_F(VideoCaptureTest, closing_stops_and_gives_everything_back) {
    open().reset();
    EXPECT_FALSE(camera_.is_streaming());
    EXPECT_EQ(camera_.buffers_mapped(), 0U);
    EXPECT_EQ(camera_.open_now(), 0);
}

TEST_F(VideoCaptureTest, the_mode_of_the_wish_is_asked_for) {
    camera_.modes = {{V4L2_PIX_FMT_YUYV, 640, 480, {30}},
                     {V4L2_PIX_FMT_MJPEG, 640, 480, {30}},
                     {V4L2_PIX_FMT_MJPEG, 1280, 720, {30, 60}},
                     {V4L2_PIX_FMT_H264, 1280, 720, {30}}};
    const auto capture = open();
    EXPECT_EQ(to_text(capture->mode()), "1280x720 MJPEG at 30/s");
    EXPECT_EQ(camera_.format().pixelformat, V4L2_PIX_FMT_MJPEG);
    EXPECT_EQ(camera_.format().width, 1280U);
    EXPECT_EQ(camera_.rate(), 30U);
}

TEST_F(VideoCaptureTest, a_camera_that_scales_gets_the_wished_size) {
    camera_.any_size = true;
    EXPECT_EQ(to_text(open({.device = "/dev/video0", .wish = {1000, 700, 30}})->mode()),
              "1000x696 GREY at 30/s");
}

TEST_F(VideoCaptureTest, where_the_bus_is_full_a_mode_that_asks_less_is_taken) {
    camera_.modes = {{V4L2_PIX_FMT_GREY, 1280, 720, {30}},
                     {V4L2_PIX_FMT_YUYV, 1280, 720, {30}},
                     {V4L2_PIX_FMT_YUYV, 640, 480, {30, 15}}};
    camera_.bus_room = 640ULL * 480 * 2 * 20;
    EXPECT_EQ(to_text(open()->mode()), "640x480 YUYV at 15/s");
    camera_.bus_room = 1000;
    const Error error = open_error();
    EXPECT_EQ(error.code, Errc::no_space);
    EXPECT_EQ(error.context, "finds no room on its USB bus");
}

TEST_F(VideoCaptureTest, codecs_metadata_and_image_processors_are_no_cameras) {
    camera_.node_caps = V4L2_CAP_META_CAPTURE | V4L2_CAP_STREAMING;
    EXPECT_THAT(open_error().context, HasSubstr("has another node"));
    camera_.node_caps = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_VIDEO_M2M | V4L2_CAP_STREAMING;
    EXPECT_THAT(open_error().context, HasSubstr("is a codec"));
    camera_.node_caps = V4L2_CAP_VIDEO_M2M_MPLANE | V4L2_CAP_STREAMING;
    EXPECT_THAT(open_error().context, HasSubstr("is a codec"));
    camera_.node_caps = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_READWRITE;
    EXPECT_THAT(open_error().context, HasSubstr("cannot stream"));
    camera_.node_caps = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    for (const auto* driver : {"bcm2835-isp", "unicam", "pispbe"}) {
        camera_.driver = driver;
        const Error error = open_error();
        EXPECT_EQ(error.code, Errc::unsupported);
        EXPECT_THAT(error.context, HasSubstr(driver));
    }
}

TEST_F(VideoCaptureTest, a_camera_without_a_format_of_ours_is_named_so) {
    camera_.modes = {{V4L2_PIX_FMT_H264, 1280, 720, {30}}, {V4L2_PIX_FMT_GREY, 80, 60, {30}}};
    const Error error = open_error();
    EXPECT_EQ(error.code, Errc::unsupported);
    EXPECT_EQ(error.context, "offers no pictures in GREY, MJPEG, NV12 or YUYV of 160x120 or more");
}

TEST_F(VideoCaptureTest, each_failure_at_the_start_says_what_to_look_for) {
    struct Row {
        unsigned long request;
        int error;
        Errc code;
    };
    for (const auto& [request, error, code] :
         {Row{VIDIOC_QUERYCAP, ENOTTY, Errc::io_failure}, Row{VIDIOC_S_FMT, EBUSY, Errc::locked},
          Row{VIDIOC_STREAMON, EIO, Errc::io_failure},
          Row{VIDIOC_REQBUFS, ENOMEM, Errc::io_failure}, Row{VIDIOC_QBUF, EINVAL, Errc::io_failure},
          Row{VIDIOC_QUERYBUF, EIO, Errc::io_failure},
          Row{VIDIOC_STREAMON, ENODEV, Errc::not_found}}) {
        camera_.fails(request, error);
        EXPECT_EQ(open_error().code, code) << request;
        camera_.fails(request, 0);
    }
    camera_.unplug();
    EXPECT_EQ(open_error().code, Errc::not_found);
}

TEST_F(VideoCaptureTest, controls_are_set_one_by_one_automatic_first) {
    for (const auto id :
         {V4L2_CID_EXPOSURE_AUTO, V4L2_CID_EXPOSURE_ABSOLUTE, V4L2_CID_EXPOSURE_AUTO_PRIORITY,
          V4L2_CID_FOCUS_AUTO, V4L2_CID_FOCUS_ABSOLUTE, V4L2_CID_POWER_LINE_FREQUENCY}) {
        camera_.has_control[static_cast<std::uint32_t>(id)] = true;
    }
    CaptureSettings settings = kSettings;
    settings.controls = {.exposure = 8ms, .focus = 30, .mains = MainsFrequency::hz60};
    const auto capture = open(settings);
    EXPECT_THAT(capture->refused(), IsEmpty());
    auto set = camera_.controls_set();
    ASSERT_EQ(set.size(), 12U) << "six before the stream, the same after its start";
    EXPECT_TRUE(std::equal(set.begin(), set.begin() + 6, set.begin() + 6));
    set.resize(6);
    EXPECT_THAT(set, ElementsAre(Pair(V4L2_CID_POWER_LINE_FREQUENCY, 2),
                                 Pair(V4L2_CID_EXPOSURE_AUTO_PRIORITY, 0),
                                 Pair(V4L2_CID_EXPOSURE_AUTO, V4L2_EXPOSURE_MANUAL),
                                 Pair(V4L2_CID_EXPOSURE_ABSOLUTE, 80), Pair(V4L2_CID_FOCUS_AUTO, 0),
                                 Pair(V4L2_CID_FOCUS_ABSOLUTE, 30)));
}

TEST_F(VideoCaptureTest, without_settings_the_cameras_automatics_are_on) {
    camera_.has_control = {{V4L2_CID_EXPOSURE_AUTO, true}, {V4L2_CID_FOCUS_AUTO, true}};
    const auto capture = open();
    EXPECT_THAT(camera_.controls_set(),
                Contains(Pair(V4L2_CID_EXPOSURE_AUTO, V4L2_EXPOSURE_APERTURE_PRIORITY)));
    EXPECT_THAT(camera_.controls_set(), Contains(Pair(V4L2_CID_FOCUS_AUTO, 1)));
}

TEST_F(VideoCaptureTest, a_control_that_is_missing_is_named_and_stops_nothing) {
    camera_.has_control = {{V4L2_CID_EXPOSURE_ABSOLUTE, true}};
    CaptureSettings settings = kSettings;
    settings.controls = {.exposure = 5ms, .focus = 30};
    EXPECT_THAT(open(settings)->refused(), ElementsAre("focus"));
}

}  // namespace
}  // namespace kiosk::drivers
