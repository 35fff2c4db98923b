// drivers/camera/video_capture.hpp — a camera that streams into our memory (V4L2, mmap).
//
// Opens, agrees on a mode, streams, and hands out the newest picture. Whatever fails ends the
// capture; its owner opens a new one. One thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "drivers/camera/capture_mode.hpp"
#include "drivers/camera/raw_picture.hpp"
#include "drivers/camera/video_calls.hpp"
#include "drivers/camera/video_controls.hpp"
#include "drivers/camera/video_node.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

struct CaptureSettings {
    std::filesystem::path device;  // best a name of /dev/v4l/by-id or by-path, which stays
    CaptureWish wish;
    CameraControls controls;
};

class VideoCapture {
  public:
    // Streams when it returns. Errors: not_found while the camera is not there; denied; locked
    // where another program streams; unsupported for what is no camera or has no format of ours;
    // no_space where the bus has no room even for the smallest mode; io_failure.
    [[nodiscard]] static Result<std::unique_ptr<VideoCapture>> open(
        VideoCalls& calls, const CaptureSettings& settings);
    ~VideoCapture();

    VideoCapture(const VideoCapture&) = delete;
    VideoCapture& operator=(const VideoCapture&) = delete;

    // Waits for a picture; takes the newest and gives older ones back unseen. Nothing where the
    // time was up, `wake_fd` was readable, or only damaged pictures came. The bytes are valid until
    // the next call. Errc::not_found once the camera is unplugged, else Errc::io_failure: the
    // capture is of no more use.
    [[nodiscard]] Result<std::optional<RawPicture>> newest(int wake_fd,
                                                           std::chrono::milliseconds at_most);

    [[nodiscard]] const CaptureMode& mode() const { return mode_; }
    [[nodiscard]] const VideoNode& node() const { return node_; }

    // Settings asked for that the camera does not take: "exposure", "focus".
    [[nodiscard]] const std::vector<std::string_view>& refused() const { return refused_; }

  private:
    VideoCapture(VideoCalls& calls, int fd) : calls_(calls), fd_(fd) {}

    Result<> negotiate(const CaptureSettings& settings);
    Result<> start(const CaptureMode& wanted, const CameraControls& controls);
    Result<> agree(const CaptureMode& wanted);
    void ask_for_rate(int rate);
    Result<> map_buffers();
    void stop();
    Result<> give_back(std::uint32_t index);

    VideoCalls& calls_;
    int fd_;
    VideoNode node_;
    CaptureMode mode_;
    std::size_t stride_ = 0;
    std::vector<std::string_view> refused_;
    std::vector<std::span<std::uint8_t>> buffers_;
    std::optional<std::uint32_t> lent_;  // the buffer of the picture last handed out
};

}  // namespace kiosk::drivers
