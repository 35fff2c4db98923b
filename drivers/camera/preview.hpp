// drivers/camera/preview.hpp — what a camera sees, for the people who set it up.
//
// Nothing is prepared, kept or shown unless somebody asks: a camera at a desk sees guests. Only the
// newest picture is kept, in memory, until nobody asks any more.
#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <span>

#include "drivers/camera/decoder.hpp"
#include "drivers/camera/frame.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/base/time.hpp"

namespace kiosk::drivers {

// A preview is halved until it is no wider: enough to aim and to focus by, and 30 kB as a JPEG.
inline constexpr int kPreviewWidthMax = 640;

// How long one question keeps the pictures coming, and how often they come meanwhile.
inline constexpr std::chrono::milliseconds kPreviewWish{2000};
inline constexpr std::chrono::milliseconds kPreviewEvery{100};

// The frame made small, with a line around each code: it was read there. Pure.
[[nodiscard]] Frame preview_of(const Frame& frame, std::span<const DecodedCode> codes);

// Between the camera's thread and those who ask. Any thread.
class Preview {
  public:
    // The newest picture, at most kPreviewWish old; the next ones are made for as long after.
    // Errc::unavailable where there is none: it was the first question, or the camera is away.
    [[nodiscard]] Result<Frame> ask(Instant now);

    // The camera's side. Forgets the picture once nobody has asked for kPreviewWish.
    [[nodiscard]] bool is_wanted(Instant now);
    void show(Frame picture, Instant now);

  private:
    std::mutex mutex_;
    std::optional<Instant> asked_at_;
    std::optional<Frame> picture_;
    Instant shown_at_{};
};

}  // namespace kiosk::drivers
