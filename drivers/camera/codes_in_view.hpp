// drivers/camera/codes_in_view.hpp — a badge held before a camera is one scan, not thirty a second.
//
// A code counts when it comes into view, and again only after it was gone for a second. Pure; the
// time comes with each look. What a repeat means at the desk stays the engine's business.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "kiosk/base/time.hpp"

namespace kiosk::drivers {

// Longer than a code in a moving hand goes unread, shorter than handing over the next badge takes.
inline constexpr std::chrono::milliseconds kGoneAfter{1000};

class CodesInView {
  public:
    // Whether this code just came into view. Codes not seen for kGoneAfter are forgotten.
    [[nodiscard]] bool comes_into_view(const std::string& bytes, Instant now);

    // The scene has not changed since `last_look`: what was in view then still is.
    void nothing_moved(Instant last_look, Instant now);

  private:
    struct Sighting {
        std::string bytes;
        Instant seen_at;
    };

    std::vector<Sighting> sightings_;  // at most the codes of a second of frames
};

}  // namespace kiosk::drivers
