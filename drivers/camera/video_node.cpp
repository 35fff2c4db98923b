// drivers/camera/video_node.cpp — VIDIOC_QUERYCAP and the three enumerations, each bounded.
#include "drivers/camera/video_node.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string_view>

#include <fmt/format.h>
#include <linux/videodev2.h>

namespace kiosk::drivers {
namespace {

constexpr std::uint32_t kIndexMax = 256;  // entries of one enumeration; real ones have some 20

// Raspberry Pi's codecs, image processors and bare sensors. Some deliver pictures, none of its own.
constexpr std::array<std::string_view, 7> kNoCameras{
    "bcm2835-codec", "bcm2835-isp", "pispbe", "rpivid", "rpi-hevc-dec", "unicam", "rp1-cfe"};

// A text of the kernel's: cut at its end, without control characters.
template <std::size_t size>
std::string text_of(const std::uint8_t (&bytes)[size]) {
    std::string text;
    for (const std::uint8_t byte : bytes) {
        if (byte == 0) break;
        text.push_back(byte < ' ' || byte == 0x7F ? '?' : static_cast<char>(byte));
    }
    return text;
}

std::optional<PixelFormat> format_of(std::uint32_t fourcc) {
    switch (fourcc) {
        case V4L2_PIX_FMT_GREY: return PixelFormat::grey;
        case V4L2_PIX_FMT_MJPEG: return PixelFormat::mjpeg;
        case V4L2_PIX_FMT_NV12: return PixelFormat::nv12;
        case V4L2_PIX_FMT_YUYV: return PixelFormat::yuyv;
        default: return std::nullopt;
    }
}

int rate_of(const v4l2_fract& interval) {
    if (interval.numerator == 0) return 0;
    return static_cast<int>(std::min(interval.denominator / interval.numerator, 1000U));
}

// The number between the two that the steps reach, at or below `wished`.
std::uint32_t stepped(std::uint32_t wished, std::uint32_t low, std::uint32_t high,
                      std::uint32_t step) {
    const std::uint32_t within = std::clamp(wished, low, std::max(low, high));
    return low + (within - low) / std::max(step, 1U) * std::max(step, 1U);
}

class Enumeration {
  public:
    Enumeration(VideoCalls& calls, int fd, const CaptureWish& wish)
        : calls_(calls), fd_(fd), wish_(wish) {}

    [[nodiscard]] std::vector<CaptureMode> modes() && {
        for (std::uint32_t index = 0; index < kIndexMax; ++index) {
            v4l2_fmtdesc entry{};
            entry.index = index;
            entry.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
            if (calls_.control(fd_, VIDIOC_ENUM_FMT, &entry) != 0) break;
            if (const auto format = format_of(entry.pixelformat)) {
                add_sizes(*format, entry.pixelformat);
            }
        }
        return std::move(modes_);
    }

  private:
    void add_sizes(PixelFormat format, std::uint32_t fourcc) {
        for (std::uint32_t index = 0; index < kIndexMax; ++index) {
            v4l2_frmsizeenum entry{};
            entry.index = index;
            entry.pixel_format = fourcc;
            if (calls_.control(fd_, VIDIOC_ENUM_FRAMESIZES, &entry) != 0) break;
            if (entry.type == V4L2_FRMSIZE_TYPE_DISCRETE) {
                add_rates(format, fourcc, entry.discrete.width, entry.discrete.height);
                continue;
            }
            const auto& range = entry.stepwise;  // any size between two: one entry in all
            add_rates(format, fourcc,
                      stepped(static_cast<std::uint32_t>(wish_.width), range.min_width,
                              range.max_width, range.step_width),
                      stepped(static_cast<std::uint32_t>(wish_.height), range.min_height,
                              range.max_height, range.step_height));
            break;
        }
    }

    void add_rates(PixelFormat format, std::uint32_t fourcc, std::uint32_t width,
                   std::uint32_t height) {
        if (width > kSideMax || height > kSideMax) return;
        CaptureMode mode{format, static_cast<int>(width), static_cast<int>(height), 0};
        for (std::uint32_t index = 0; index < kIndexMax; ++index) {
            v4l2_frmivalenum entry{};
            entry.index = index;
            entry.pixel_format = fourcc;
            entry.width = width;
            entry.height = height;
            if (calls_.control(fd_, VIDIOC_ENUM_FRAMEINTERVALS, &entry) != 0) {
                if (index == 0) add(mode);  // the camera does not say: take what comes
                return;
            }
            if (entry.type != V4L2_FRMIVAL_TYPE_DISCRETE) {
                const int fastest = rate_of(entry.stepwise.min);
                mode.rate = std::clamp(wish_.rate, rate_of(entry.stepwise.max),
                                       std::max(fastest, rate_of(entry.stepwise.max)));
                add(mode);
                return;
            }
            mode.rate = rate_of(entry.discrete);
            add(mode);
        }
    }

    void add(const CaptureMode& mode) {
        if (modes_.size() < kCaptureModesMax) modes_.push_back(mode);
    }

    static constexpr std::uint32_t kSideMax = 65'535;  // JPEG's; keeps the sums within 32 bits

    VideoCalls& calls_;
    int fd_;
    CaptureWish wish_;
    std::vector<CaptureMode> modes_;
};

}  // namespace

Result<VideoNode> identify_node(VideoCalls& calls, int fd) {
    v4l2_capability told{};
    if (const int error = calls.control(fd, VIDIOC_QUERYCAP, &told); error != 0) {
        return fail(system_error("is no video device", error));
    }
    // Of the whole device `capabilities` speaks, of this node alone `device_caps`.
    const std::uint32_t can =
        (told.capabilities & V4L2_CAP_DEVICE_CAPS) != 0 ? told.device_caps : told.capabilities;
    VideoNode node{text_of(told.card), text_of(told.driver), text_of(told.bus_info)};
    if ((can & (V4L2_CAP_VIDEO_M2M | V4L2_CAP_VIDEO_M2M_MPLANE)) != 0 ||
        std::ranges::find(kNoCameras, std::string_view(node.driver)) != kNoCameras.end()) {
        return fail(Errc::unsupported,
                    fmt::format("is a codec, an image processor or a bare sensor ({}), no camera",
                                node.driver));
    }
    if ((can & V4L2_CAP_VIDEO_CAPTURE) == 0) {
        return fail(
            Errc::unsupported,
            fmt::format("delivers no pictures; \"{}\" has another node for them", node.name));
    }
    if ((can & V4L2_CAP_STREAMING) == 0) {
        return fail(Errc::unsupported, "cannot stream into memory");
    }
    return node;
}

std::vector<CaptureMode> offered_modes(VideoCalls& calls, int fd, const CaptureWish& wish) {
    return Enumeration(calls, fd, wish).modes();
}

Error no_usable_mode() {
    return {Errc::unsupported, fmt::format("offers no pictures in GREY, MJPEG, NV12 or YUYV of "
                                           "{}x{} or more",
                                           kCaptureWidthMin, kCaptureHeightMin)};
}

std::uint32_t fourcc_of(PixelFormat format) {
    switch (format) {
        case PixelFormat::grey: return V4L2_PIX_FMT_GREY;
        case PixelFormat::mjpeg: return V4L2_PIX_FMT_MJPEG;
        case PixelFormat::nv12: return V4L2_PIX_FMT_NV12;
        case PixelFormat::yuyv: return V4L2_PIX_FMT_YUYV;
    }
    return V4L2_PIX_FMT_GREY;
}

}  // namespace kiosk::drivers
