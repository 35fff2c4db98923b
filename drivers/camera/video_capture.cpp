// drivers/camera/video_capture.cpp — the life of a stream, from S_FMT to STREAMOFF.
#include "drivers/camera/video_capture.hpp"

#include <algorithm>
#include <cerrno>
#include <limits>

#include <fmt/format.h>
#include <linux/videodev2.h>

namespace kiosk::drivers {
namespace {

// Enough that the camera always has one to fill while we read another.
constexpr std::uint32_t kBuffers = 4;
constexpr std::uint32_t kBuffersMax = 32;  // VIDEO_MAX_FRAME: what a driver may give at most

// Modes that fail at the start for other reasons than room on the bus are tried in this number.
constexpr int kTriesMax = 8;

Error call_error(std::string_view what, int error) {
    if (error == ENODEV || error == ENXIO || error == ENOENT) {
        return {Errc::not_found, "is not connected"};
    }
    if (error == EBUSY) return {Errc::locked, "is used by another program"};
    if (error == ENOSPC) return {Errc::no_space, "finds no room on its USB bus"};
    Error failure = system_error(what, error);
    if (failure.code != Errc::denied) failure.code = Errc::io_failure;
    return failure;
}

v4l2_buffer buffer_request(std::uint32_t index) {
    v4l2_buffer buffer{};
    buffer.index = index;
    buffer.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    buffer.memory = V4L2_MEMORY_MMAP;
    return buffer;
}

}  // namespace

Result<std::unique_ptr<VideoCapture>> VideoCapture::open(VideoCalls& calls,
                                                         const CaptureSettings& settings) {
    const int fd = calls.open(settings.device.c_str());
    if (fd < 0) return fail(call_error("cannot be opened", -fd));
    std::unique_ptr<VideoCapture> capture(new VideoCapture(calls, fd));
    capture->node_ = KIOSK_TRY(identify_node(calls, fd));
    KIOSK_TRY_VOID(capture->negotiate(settings));
    return capture;
}

VideoCapture::~VideoCapture() {
    stop();
    calls_.close(fd_);
}

Result<> VideoCapture::negotiate(const CaptureSettings& settings) {
    const auto modes = modes_in_order(offered_modes(calls_, fd_, settings.wish), settings.wish);
    Error last = no_usable_mode();
    auto room = std::numeric_limits<std::int64_t>::max();  // less than what the bus refused
    int tries = 0;
    for (const CaptureMode& mode : modes) {
        if (bus_load(mode) >= room) continue;
        auto started = start(mode, settings.controls);
        if (started) return {};
        last = std::move(started).error();
        stop();
        if (last.code == Errc::not_found || last.code == Errc::locked) break;
        if (last.code == Errc::no_space) {
            room = bus_load(mode);
        } else if (++tries == kTriesMax) {
            break;
        }
    }
    return fail(std::move(last));
}

Result<> VideoCapture::start(const CaptureMode& wanted, const CameraControls& controls) {
    KIOSK_TRY_VOID(agree(wanted));
    apply_controls(calls_, fd_, controls);
    KIOSK_TRY_VOID(map_buffers());
    for (std::uint32_t i = 0; i < buffers_.size(); ++i) KIOSK_TRY_VOID(give_back(i));
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    if (const int error = calls_.control(fd_, VIDIOC_STREAMON, &type); error != 0) {
        return fail(call_error("does not start streaming", error));
    }
    refused_ = apply_controls(calls_, fd_, controls);
    return {};
}

// The camera may answer with another size than was asked; what it answers holds.
Result<> VideoCapture::agree(const CaptureMode& wanted) {
    v4l2_format format{};
    format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    format.fmt.pix.pixelformat = fourcc_of(wanted.format);
    format.fmt.pix.width = static_cast<std::uint32_t>(wanted.width);
    format.fmt.pix.height = static_cast<std::uint32_t>(wanted.height);
    format.fmt.pix.field = V4L2_FIELD_NONE;
    if (const int error = calls_.control(fd_, VIDIOC_S_FMT, &format); error != 0) {
        return fail(call_error("does not take its own format", error));
    }
    const auto& told = format.fmt.pix;
    constexpr std::uint32_t kSideMax = 65'535;
    if (told.pixelformat != fourcc_of(wanted.format) || told.width < kCaptureWidthMin ||
        told.height < kCaptureHeightMin || told.width > kSideMax || told.height > kSideMax ||
        1ULL * told.width * told.height > kCapturePixelsMax) {
        return fail(Errc::io_failure,
                    fmt::format("answers {} with {}x{}", to_text(wanted), told.width, told.height));
    }
    mode_ = {wanted.format, static_cast<int>(told.width), static_cast<int>(told.height),
             wanted.rate};
    stride_ = told.bytesperline;
    ask_for_rate(wanted.rate);
    return {};
}

void VideoCapture::ask_for_rate(int rate) {
    if (rate == 0) return;
    v4l2_streamparm parameters{};
    parameters.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    parameters.parm.capture.timeperframe = {1, static_cast<std::uint32_t>(rate)};
    // A camera that refuses keeps its own rate, which is as good as one that has no choice.
    static_cast<void>(calls_.control(fd_, VIDIOC_S_PARM, &parameters));
}

Result<> VideoCapture::map_buffers() {
    v4l2_requestbuffers request{};
    request.count = kBuffers;
    request.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    request.memory = V4L2_MEMORY_MMAP;
    if (const int error = calls_.control(fd_, VIDIOC_REQBUFS, &request); error != 0) {
        return fail(call_error("gives no buffers", error));
    }
    if (request.count < 2) return fail(Errc::io_failure, "gives fewer than two buffers");
    for (std::uint32_t i = 0; i < std::min(request.count, kBuffersMax); ++i) {
        v4l2_buffer buffer = buffer_request(i);
        if (const int error = calls_.control(fd_, VIDIOC_QUERYBUF, &buffer); error != 0) {
            return fail(call_error("does not describe its buffers", error));
        }
        void* start = calls_.map(fd_, buffer.length, buffer.m.offset);
        if (start == nullptr) return fail(Errc::io_failure, "does not share its buffers");
        buffers_.emplace_back(static_cast<std::uint8_t*>(start), buffer.length);
    }
    return {};
}

void VideoCapture::stop() {
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    static_cast<void>(calls_.control(fd_, VIDIOC_STREAMOFF, &type));
    for (const auto& buffer : buffers_) calls_.unmap(buffer.data(), buffer.size());
    buffers_.clear();
    lent_.reset();
    v4l2_requestbuffers none{};
    none.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    none.memory = V4L2_MEMORY_MMAP;
    static_cast<void>(calls_.control(fd_, VIDIOC_REQBUFS, &none));
}

Result<> VideoCapture::give_back(std::uint32_t index) {
    v4l2_buffer buffer = buffer_request(index);
    if (const int error = calls_.control(fd_, VIDIOC_QBUF, &buffer); error != 0) {
        return fail(call_error("takes no buffer back", error));
    }
    return {};
}

Result<std::optional<RawPicture>> VideoCapture::newest(int wake_fd,
                                                       std::chrono::milliseconds at_most) {
    if (lent_) {
        const std::uint32_t index = *lent_;
        lent_.reset();
        KIOSK_TRY_VOID(give_back(index));
    }
    if (calls_.wait(fd_, wake_fd, at_most) != VideoCalls::Event::ready) return std::nullopt;
    std::optional<RawPicture> picture;
    // A camera that fills faster than we look must not hold us here.
    for (std::uint32_t taken = 0; taken < kBuffersMax; ++taken) {
        v4l2_buffer buffer = buffer_request(0);
        const int error = calls_.control(fd_, VIDIOC_DQBUF, &buffer);
        if (error == EAGAIN) break;
        if (error != 0) return fail(call_error("stopped streaming", error));
        if (buffer.index >= buffers_.size()) {
            return fail(Errc::io_failure, "hands out a buffer that it does not have");
        }
        if ((buffer.flags & V4L2_BUF_FLAG_ERROR) != 0 || buffer.bytesused == 0) {
            KIOSK_TRY_VOID(give_back(buffer.index));
            continue;
        }
        if (lent_) KIOSK_TRY_VOID(give_back(*lent_));
        lent_ = buffer.index;
        const auto& bytes = buffers_[buffer.index];
        picture = RawPicture{mode_.format, mode_.width, mode_.height, stride_,
                             bytes.first(std::min<std::size_t>(buffer.bytesused, bytes.size()))};
    }
    return picture;
}

}  // namespace kiosk::drivers
