// tests/unit/camera/camera_listing_test.cpp — video nodes of a pretended machine, and their names.
#include "drivers/camera/camera_listing.hpp"

#include <cerrno>
#include <map>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fake_camera.hpp"
#include "test_pictures.hpp"

namespace kiosk::drivers {
namespace {

using test::FakeCamera;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Several devices: the node's name says which is meant.
class FakeMachine final : public VideoCalls {
  public:
    FakeCamera& node(const std::string& name) {
        folder_.write(name, "");
        return cameras_[name];
    }
    void link(const std::string& folder, const std::string& name, const std::string& node) const {
        std::filesystem::create_directories(folder_.path() / folder);
        std::filesystem::create_symlink("../../" + node, folder_.path() / folder / name);
    }
    [[nodiscard]] std::vector<ListedCamera> list() { return list_cameras(*this, folder_.path()); }
    [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }

    int open(const char* path) override {
        opened_ = &cameras_.at(std::filesystem::path(path).filename());
        return opened_->open(path);
    }
    void close(int fd) override { opened_->close(fd); }
    int control(int fd, unsigned long request, void* argument) override {
        return opened_->control(fd, request, argument);
    }
    void* map(int, std::size_t, std::int64_t) override { return nullptr; }
    void unmap(void*, std::size_t) override {}
    Event wait(int, int, std::chrono::milliseconds) override { return Event::timeout; }

  private:
    test::TestFolder folder_;
    std::map<std::string, FakeCamera> cameras_;
    FakeCamera* opened_ = nullptr;  // one at a time
};

TEST(CameraListing, a_camera_is_listed_with_the_name_for_the_configuration_and_its_modes) {
    FakeMachine machine;
    FakeCamera& webcam = machine.node("video0");
    webcam.modes = {{V4L2_PIX_FMT_YUYV, 640, 480, {30}}, {V4L2_PIX_FMT_MJPEG, 1280, 720, {30}}};
    machine.link("v4l/by-id", "usb-Maker_Webcam_1234-video-index0", "video0");
    machine.link("v4l/by-path", "pci-0000:00:14.0-usb-0:2:1.0-video-index0", "video0");
    const auto cameras = machine.list();
    ASSERT_THAT(cameras, SizeIs(1));
    EXPECT_EQ(cameras[0].node, machine.path() / "video0");
    EXPECT_EQ(cameras[0].name, machine.path() / "v4l/by-id" / "usb-Maker_Webcam_1234-video-index0");
    EXPECT_EQ(cameras[0].model, "Fake webcam");
    EXPECT_EQ(cameras[0].bus, "usb-0000:00:14.0-2");
    ASSERT_THAT(cameras[0].modes, SizeIs(2));
    EXPECT_EQ(to_text(cameras[0].modes[0]), "1280x720 MJPEG at 30/s");
    EXPECT_EQ(cameras[0].why_not, "");
    EXPECT_EQ(webcam.open_now(), 0) << "nothing stays open";
    EXPECT_FALSE(webcam.is_streaming());
}

TEST(CameraListing, without_a_link_by_id_the_socket_names_it_and_without_any_the_node) {
    FakeMachine machine;
    machine.node("video0");
    machine.node("video1");
    machine.link("v4l/by-path", "socket-2", "video1");
    const auto cameras = machine.list();
    ASSERT_THAT(cameras, SizeIs(2));
    EXPECT_EQ(cameras[0].name, machine.path() / "video0");
    EXPECT_EQ(cameras[1].name, machine.path() / "v4l/by-path" / "socket-2");
}

TEST(CameraListing, nodes_come_by_number_and_nothing_else_is_opened) {
    FakeMachine machine;
    for (const char* name : {"video10", "video2", "video", "video1x", "vbi0", "videos"}) {
        machine.node(name);
    }
    const auto cameras = machine.list();
    ASSERT_THAT(cameras, SizeIs(2));
    EXPECT_EQ(cameras[0].node.filename(), "video2");
    EXPECT_EQ(cameras[1].node.filename(), "video10");
}

TEST(CameraListing, what_is_no_camera_says_why) {
    FakeMachine machine;
    machine.node("video0").node_caps = V4L2_CAP_META_CAPTURE | V4L2_CAP_STREAMING;
    machine.node("video1").node_caps =
        V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_VIDEO_M2M_MPLANE | V4L2_CAP_STREAMING;
    machine.node("video2").driver = "bcm2835-isp";
    machine.node("video3").modes = {{V4L2_PIX_FMT_GREY, 80, 60, {30}}};
    machine.node("video4").bus = "platform:vivid-000";
    machine.node("video5").unplug();
    machine.node("video6").fails(VIDIOC_QUERYCAP, ENOTTY);
    const auto cameras = machine.list();
    ASSERT_THAT(cameras, SizeIs(7));
    EXPECT_THAT(cameras[0].why_not, HasSubstr("delivers no pictures"));
    EXPECT_THAT(cameras[1].why_not, HasSubstr("is a codec"));
    EXPECT_THAT(cameras[2].why_not, HasSubstr("(bcm2835-isp)"));
    EXPECT_THAT(cameras[3].why_not, HasSubstr("offers no pictures in GREY"));
    EXPECT_THAT(cameras[4].why_not, HasSubstr("is on no USB bus"));
    EXPECT_THAT(cameras[4].modes, SizeIs(1)) << "the configuration may name it all the same";
    EXPECT_THAT(cameras[5].why_not, HasSubstr("cannot be opened"));
    EXPECT_THAT(cameras[6].why_not, HasSubstr("is no video device"));
}

TEST(CameraListing, a_machine_without_cameras_has_an_empty_list) {
    FakeMachine machine;
    EXPECT_THAT(machine.list(), IsEmpty());
    EXPECT_THAT(list_cameras(machine, machine.path() / "missing"), IsEmpty());
}

}  // namespace
}  // namespace kiosk::drivers
