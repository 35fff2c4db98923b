// drivers/camera/preview.hpp — what a camera sees, for the people who set it up.
//
// Nothing is prepared, kept or shown unless somebody asks: a camera at a desk sees guests. Only the
// newest picture is kept, in memory, until nobody asks any more.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "drivers/camera/decoder.hpp"
#include "drivers/camera/frame.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/base/time.hpp"

namespace kiosk::drivers {

// A preview is halved until neither side is longer: enough to aim and to focus by, and 30 kB as a
// JPEG; one of noise alone has 250 kB.
inline constexpr int kPreviewSideMax = 640;

// How long one question keeps the pictures coming, and how often they come meanwhile.
inline constexpr std::chrono::milliseconds kPreviewWish{2000};
inline constexpr std::chrono::milliseconds kPreviewEvery{100};

// The frame made small, with a line around each code: it was read there. Pure.
[[nodiscard]] Frame preview_of(const Frame& frame, std::span<const DecodedCode> codes);

// One picture, for all who ask for it. Any thread.
class PreviewPicture {
  public:
    explicit PreviewPicture(Frame frame) : frame_(std::move(frame)) {}

    [[nodiscard]] const Frame& frame() const { return frame_; }

    // As a grey JPEG, written by the first who asks, in a millisecond or two. Errc::unavailable
    // without memory.
    [[nodiscard]] Result<std::vector<std::uint8_t>> jpeg() const;

  private:
    Frame frame_;
    mutable std::mutex mutex_;
    mutable std::vector<std::uint8_t> jpeg_;
};

// Between the camera's thread and those who ask. Any thread; nobody waits for a picture in it.
class Preview {
  public:
    // The newest picture, at most kPreviewWish old; the next ones are made for as long after.
    // Errc::unavailable where there is none: it was the first question, or the camera is away.
    [[nodiscard]] Result<std::shared_ptr<const PreviewPicture>> ask(Instant now);

    // The camera's side. Forgets the picture once nobody has asked for kPreviewWish.
    [[nodiscard]] bool is_wanted(Instant now);
    void show(Frame picture, Instant now);
    void forget();  // the camera is away

  private:
    std::mutex mutex_;
    std::optional<Instant> asked_at_;
    std::shared_ptr<const PreviewPicture> picture_;
    Instant shown_at_{};
};

}  // namespace kiosk::drivers
