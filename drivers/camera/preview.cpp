// drivers/camera/preview.cpp — halves, outlines, and hands over.
#include "drivers/camera/preview.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "drivers/camera/filters.hpp"
#include "drivers/camera/jpeg.hpp"

namespace kiosk::drivers {
namespace {

constexpr int kBlackReach = 2;  // pixels: a white line within black is seen on any picture
constexpr int kWhiteReach = 1;

void dot(Frame& frame, Corner at, int reach, std::uint8_t shade) {
    for (int y = std::max(0, at.y - reach); y <= std::min(frame.height() - 1, at.y + reach); ++y) {
        for (int x = std::max(0, at.x - reach); x <= std::min(frame.width() - 1, at.x + reach);
             ++x) {
            frame.row(y)[static_cast<std::size_t>(x)] = shade;
        }
    }
}

// Both ends lie within the frame or a little beyond it.
void line(Frame& frame, Corner from, Corner to, int reach, std::uint8_t shade) {
    const int steps = std::max({1, std::abs(to.x - from.x), std::abs(to.y - from.y)});
    for (int i = 0; i <= steps; ++i) {
        dot(frame, {from.x + (to.x - from.x) * i / steps, from.y + (to.y - from.y) * i / steps},
            reach, shade);
    }
}

void outline(Frame& frame, const std::array<Corner, 4>& corners, int reach, std::uint8_t shade) {
    for (std::size_t i = 0; i < corners.size(); ++i) {
        line(frame, corners[i], corners[(i + 1) % corners.size()], reach, shade);
    }
}

}  // namespace

Frame preview_of(const Frame& frame, std::span<const DecodedCode> codes) {
    Frame small = frame;
    int reduction = 1;
    while (std::max(small.width(), small.height()) > kPreviewSideMax) {
        small = halved(small);
        reduction *= 2;
    }
    for (const DecodedCode& code : codes) {
        auto corners = code.corners;
        for (Corner& corner : corners) corner = {corner.x / reduction, corner.y / reduction};
        outline(small, corners, kBlackReach, 0);
        outline(small, corners, kWhiteReach, 255);
    }
    return small;
}

Result<std::vector<std::uint8_t>> PreviewPicture::jpeg() const {
    const std::lock_guard lock(mutex_);
    if (jpeg_.empty()) jpeg_ = KIOSK_TRY(jpeg_of(frame_));
    return jpeg_;
}

Result<std::shared_ptr<const PreviewPicture>> Preview::ask(Instant now) {
    const std::lock_guard lock(mutex_);
    asked_at_ = now;
    if (!picture_ || now - shown_at_ >= kPreviewWish) {
        return fail(Errc::unavailable, "the camera has no picture yet; ask again");
    }
    return picture_;
}

bool Preview::is_wanted(Instant now) {
    const std::lock_guard lock(mutex_);
    if (!asked_at_) return false;
    if (now - *asked_at_ >= kPreviewWish) {
        asked_at_.reset();
        picture_.reset();
        return false;
    }
    return !picture_ || now - shown_at_ >= kPreviewEvery;
}

void Preview::show(Frame picture, Instant now) {
    auto shown = std::make_shared<const PreviewPicture>(std::move(picture));
    const std::lock_guard lock(mutex_);
    picture_ = std::move(shown);
    shown_at_ = now;
}

void Preview::forget() {
    const std::lock_guard lock(mutex_);
    picture_.reset();
}

}  // namespace kiosk::drivers
