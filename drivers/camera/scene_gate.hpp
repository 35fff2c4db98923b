// drivers/camera/scene_gate.hpp — stops frames that show what the last one showed.
//
// Most frames of a camera at a desk show an empty desk, or the badge that was just read. Comparing
// thumbnails costs a hundredth of a look for codes. Pure: the time comes with the frame.
#pragma once

#include <chrono>

#include "drivers/camera/frame.hpp"
#include "kiosk/base/time.hpp"

namespace kiosk::drivers {

// A still scene is looked at again after this: noise alone decides whether a faint code is read.
inline constexpr std::chrono::milliseconds kLookAgainAfter{400};

class SceneGate {
  public:
    // Whether the scene differs from the one that was let through last, or that one is
    // kLookAgainAfter old. Compares with the last one let through, so that what creeps is seen too.
    [[nodiscard]] bool lets_through(Frame thumbnail, Instant now);

    // The next frame is let through.
    void forget() { last_ = Frame(); }

  private:
    Frame last_;
    Instant let_through_at_{};
};

}  // namespace kiosk::drivers
