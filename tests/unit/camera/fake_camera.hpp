// tests/unit/camera/fake_camera.hpp — a V4L2 device that lives in memory and does as it is told.
//
// Answers the calls as uvcvideo does: formats, sizes and rates are enumerated, buffers wander
// between us and the device, an unplugged device answers ENODEV. Any thread.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include <linux/videodev2.h>

#include "drivers/camera/video_calls.hpp"

namespace kiosk::drivers::test {

struct FakeMode {
    std::uint32_t fourcc = V4L2_PIX_FMT_GREY;
    std::uint32_t width = 640;
    std::uint32_t height = 480;
    std::vector<std::uint32_t> rates{30};
};

class FakeCamera final : public VideoCalls {
  public:
    FakeCamera();
    ~FakeCamera() override;

    // What it is; set before it is opened.
    std::string card = "Fake webcam";
    std::string driver = "uvcvideo";
    std::string bus = "usb-0000:00:14.0-2";
    std::uint32_t node_caps = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    std::vector<FakeMode> modes{FakeMode{}};
    bool any_size = false;                        // sizes in steps of 8 instead of a list
    std::uint32_t row_padding = 0;                // bytes behind each row
    std::uint64_t bus_room = UINT64_MAX;          // width x height x rate that STREAMON accepts
    std::map<std::uint32_t, bool> has_control{};  // those not named here are not there
    std::atomic<bool> waits_for_frames = false;   // else a wait without frames times out at once
    std::function<void(std::chrono::milliseconds)> time_passes;  // called at each such time-out

    // What happens.
    void fails(unsigned long request, int error);  // from now on; 0: works again
    void deliver(const std::vector<std::uint8_t>& bytes, std::uint32_t flags = 0);
    void unplug();
    void plug_in();

    // What has been done to it.
    [[nodiscard]] std::vector<std::pair<std::uint32_t, std::int32_t>> controls_set() const;
    [[nodiscard]] std::size_t buffers_waiting() const;  // in the device's hands
    [[nodiscard]] std::size_t buffers_mapped() const;
    [[nodiscard]] int opened() const;  // times
    [[nodiscard]] int open_now() const;
    [[nodiscard]] v4l2_pix_format format() const {
        const std::lock_guard lock(mutex_);
        return format_;
    }
    [[nodiscard]] std::uint32_t rate() const {
        const std::lock_guard lock(mutex_);
        return rate_;
    }
    [[nodiscard]] bool is_streaming() const {
        const std::lock_guard lock(mutex_);
        return streaming_;
    }
    bool streams_soon();  // waits for it, at most ten seconds
    bool taken_soon();    // the same, for every frame to be taken and the next to be waited for

    int open(const char* path) override;
    void close(int fd) override;
    int control(int fd, unsigned long request, void* argument) override;
    void* map(int fd, std::size_t bytes, std::int64_t offset) override;
    void unmap(void* start, std::size_t bytes) override;
    Event wait(int fd, int wake_fd, std::chrono::milliseconds at_most) override;

  private:
    struct Filled {
        std::uint32_t index;
        std::uint32_t bytes;
        std::uint32_t flags;
    };

    int answer(unsigned long request, void* argument);
    int describe(v4l2_capability& told) const;
    int enumerate(v4l2_fmtdesc& entry) const;
    int enumerate(v4l2_frmsizeenum& entry) const;
    int enumerate(v4l2_frmivalenum& entry) const;
    int set_format(v4l2_format& format);
    int request_buffers(v4l2_requestbuffers& request);
    int query_buffer(v4l2_buffer& buffer) const;
    int queue_buffer(const v4l2_buffer& buffer);
    int hand_out(v4l2_buffer& buffer);
    int start();
    int set_control(const v4l2_ext_controls& controls);
    void ring();

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    int bell_ = -1;  // an eventfd: something to be seen
    bool plugged_ = true;
    bool streaming_ = false;
    bool waiting_ = false;  // somebody waits for a frame, and there is none
    int opened_ = 0;
    int open_now_ = 0;
    std::uint32_t rate_ = 0;
    v4l2_pix_format format_{};
    std::map<unsigned long, int> errors_;
    std::vector<std::vector<std::uint8_t>> memory_;
    std::size_t mapped_ = 0;
    std::deque<std::uint32_t> empty_;
    std::deque<Filled> filled_;
    std::vector<std::pair<std::uint32_t, std::int32_t>> controls_set_;
};

}  // namespace kiosk::drivers::test
