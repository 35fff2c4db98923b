// kiosk/core/engine/scan_filter.hpp — the same code at the same place within a window is one scan.
//
// A place is a station in one direction: its readers look at the same badges. A camera sees a badge
// thirty times a second and a shaking hand pulls the trigger twice. For a camera each repeat renews
// the window, so a badge held before it stays one scan; a trigger that is pulled again and again is
// meant. Whoever went through elsewhere since comes anew, unless a camera never lost the badge from
// its sight: two cameras of one lane would send it in and out for ever.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/base/time.hpp"
#include "kiosk/core/ids.hpp"
#include "kiosk/core/scan.hpp"
#include "kiosk/core/venue/person.hpp"

namespace kiosk::core {

class ScanFilter {
  public:
    explicit ScanFilter(std::chrono::milliseconds window) : window_(window) {}

    static constexpr std::chrono::milliseconds kOutOfSight{500};  // a code in view is read oftener

    // Where this place saw the code within the window before: when that was, counted in sightings
    // and passages. Nothing where this is a scan. Remembers this sighting.
    [[nodiscard]] std::optional<std::uint64_t> see(std::string_view place, const CodeKey& code,
                                                   const Scan& scan);

    // This sighting is a scan all the same: the window begins here.
    void begin_anew(std::string_view place, const CodeKey& code, const Scan& scan);

    // Somebody was let through at the place.
    void pass(std::string place, const Person& holder, Instant at);

    // True when the holder was let through at another place after that.
    [[nodiscard]] bool has_passed(std::string_view elsewhere_than, const Person& holder,
                                  std::uint64_t since) const;

    // The next sighting of every code is a scan.
    void forget() { recent_.clear(); }

  private:
    struct Sighting {
        CodeKey code;
        Instant seen_at;
        std::uint64_t turn;
    };
    struct Passage {
        Person holder;
        std::string place;
        Instant at;
        std::uint64_t turn;
    };

    std::chrono::milliseconds window_;
    std::unordered_map<std::string, std::vector<Sighting>> recent_;  // a few codes a place
    std::deque<Passage> passages_;                                   // within the window
    std::uint64_t next_turn_ = 1;
};

}  // namespace kiosk::core
