// drivers/camera/capture_mode.cpp — a lexical order: flowing first, then size, then format.
#include "drivers/camera/capture_mode.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <string_view>
#include <tuple>

#include <fmt/format.h>

namespace kiosk::drivers {
namespace {

// Below these a badge is gone before it was seen sharp, or is seen late.
constexpr int kRateFlowing = 15;
constexpr int kRateUsable = 5;

bool is_usable(const CaptureMode& mode) {
    return mode.width >= kCaptureWidthMin && mode.height >= kCaptureHeightMin &&
           mode.width <= kCapturePixelsMax / mode.height;
}

// 0 flows, 1 is slow, 2 is a slide show. A camera that names no rate has one that flows: it is a
// frame grabber or a test device.
int rate_class(const CaptureMode& mode, const CaptureWish& wish) {
    if (mode.rate == 0 || mode.rate >= std::min(wish.rate, kRateFlowing)) return 0;
    return mode.rate >= kRateUsable ? 1 : 2;
}

// How far the size is from the wish: 0 about right, then somewhat smaller, larger (which costs
// time), too small to read from a distance, too large to read in time.
int size_class(const CaptureMode& mode, const CaptureWish& wish) {
    const auto percent = 100LL * mode.width * mode.height / (1LL * wish.width * wish.height);
    if (percent >= 60 && percent <= 150) return 0;
    if (percent > 250) return 4;
    if (percent > 150) return 2;
    return percent >= 30 ? 1 : 3;
}

int format_rank(PixelFormat format) {
    switch (format) {
        case PixelFormat::grey: return 0;   // no colour filter before the sensor: the sharpest
        case PixelFormat::mjpeg: return 1;  // a sixth of the bus that the raw formats reserve
        case PixelFormat::nv12: return 2;
        case PixelFormat::yuyv: return 3;
    }
    return 3;
}

auto rank(const CaptureMode& mode, const CaptureWish& wish) {
    const auto pixels = [](int width, int height) { return 1LL * width * height; };
    const auto off_size =
        std::abs(pixels(mode.width, mode.height) - pixels(wish.width, wish.height));
    const int off_rate = mode.rate == 0 ? 0 : std::abs(mode.rate - wish.rate);
    // The mode itself last, so that what is offered twice lies side by side.
    return std::tuple(rate_class(mode, wish), size_class(mode, wish), format_rank(mode.format),
                      off_size, off_rate, mode);
}

std::string_view name_of(PixelFormat format) {
    switch (format) {
        case PixelFormat::grey: return "GREY";
        case PixelFormat::mjpeg: return "MJPEG";
        case PixelFormat::nv12: return "NV12";
        case PixelFormat::yuyv: return "YUYV";
    }
    return "";
}

}  // namespace

std::vector<CaptureMode> modes_in_order(const std::vector<CaptureMode>& offered,
                                        const CaptureWish& wish) {
    std::vector<CaptureMode> modes;
    std::ranges::copy_if(offered, std::back_inserter(modes), is_usable);
    std::ranges::stable_sort(modes, [&](const CaptureMode& a, const CaptureMode& b) {
        return rank(a, wish) < rank(b, wish);
    });
    const auto repeated = std::ranges::unique(modes);
    modes.erase(repeated.begin(), repeated.end());
    return modes;
}

std::int64_t bus_load(const CaptureMode& mode) {
    const std::int64_t samples = 1LL * mode.width * mode.height * std::max(mode.rate, 1);
    switch (mode.format) {
        case PixelFormat::grey: return samples;
        case PixelFormat::mjpeg: return samples / 3;  // a sixth of YUYV is what cameras make of it
        case PixelFormat::nv12: return samples + samples / 2;
        case PixelFormat::yuyv: return 2 * samples;
    }
    return samples;
}

std::string to_text(const CaptureMode& mode) {
    const std::string text = fmt::format("{}x{} {}", mode.width, mode.height, name_of(mode.format));
    return mode.rate == 0 ? text : fmt::format("{} at {}/s", text, mode.rate);
}

}  // namespace kiosk::drivers
