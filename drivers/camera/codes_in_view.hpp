// drivers/camera/codes_in_view.hpp — which of the codes before a camera is a scan, and when.
//
// A badge held before a camera is one scan, not thirty a second: a code counts when it comes into
// view, and again only after it was gone for a second. Of two that may be tickets neither counts,
// until one of them is shown alone: nobody can say whose turn it is. Posters and contact cards
// beside a badge do not stand in its way. Pure; the time comes with each look. What a repeat means
// at the desk stays the engine's business.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/time.hpp"

namespace kiosk::drivers {

// Longer than a code in a moving hand goes unread, shorter than handing over the next badge takes.
inline constexpr std::chrono::milliseconds kGoneAfter{1000};

// After two codes at once, one must be seen alone for so long: the other may only have been unread
// for a few frames.
inline constexpr std::chrono::milliseconds kAloneFor{400};

// Contact cards, network passwords, payments, addresses without a ticket in them: codes of which
// everybody knows that they are no ticket. And what scan_bytes() marks as damaged, a part of
// several codes above all.
[[nodiscard]] bool is_no_ticket(std::string_view bytes);

class CodesInView {
  public:
    struct Look {
        std::optional<std::string> arrived;  // a scan
        bool is_crowded = false;             // several came and none counts: told once
    };

    // What was read in one frame. Codes not seen for kGoneAfter are forgotten.
    [[nodiscard]] Look look(const std::vector<std::string>& codes, Instant now);

    // The scene has not changed since `last_look`: what was in view then still is.
    void nothing_moved(Instant last_look, Instant now);

    // Two codes were seen at once, and none of them alone for long enough since.
    [[nodiscard]] bool in_doubt() const { return doubt_.has_value(); }

  private:
    struct Sighting {
        std::string bytes;
        Instant seen_at;
    };
    struct Doubt {
        Instant seen_at;                // some code, last
        std::optional<Sighting> alone;  // the one seen alone, and since when
    };

    void forget_what_is_gone(Instant now);
    [[nodiscard]] bool renew(const std::string& bytes, Instant now);  // whether it had counted
    [[nodiscard]] bool settles_doubt(const std::string& bytes, Instant now);

    std::vector<Sighting> sightings_;  // at most the codes of a second of frames
    std::optional<Doubt> doubt_;
};

}  // namespace kiosk::drivers
