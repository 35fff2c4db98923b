// kiosk/core/engine/scan_filter.hpp — the same code at the same place within a window is one scan.
//
// A place is a station in one direction: its readers look at the same badges. A camera sees a badge
// thirty times a second and a shaking hand pulls the trigger twice. For a camera each repeat renews
// the window, so a badge held before it stays one scan; a trigger that is pulled again and again is
// meant.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/base/time.hpp"
#include "kiosk/core/ids.hpp"
#include "kiosk/core/scan.hpp"

namespace kiosk::core {

class ScanFilter {
  public:
    explicit ScanFilter(std::chrono::milliseconds window) : window_(window) {}

    // True when this place saw the code within the window before. Remembers this sighting.
    [[nodiscard]] bool is_repeat(std::string_view place, const CodeKey& code, const Scan& scan);

    // The next sighting of every code is a scan.
    void forget() { recent_.clear(); }

  private:
    struct Sighting {
        CodeKey code;
        Instant seen_at;
    };

    std::chrono::milliseconds window_;
    std::unordered_map<std::string, std::vector<Sighting>> recent_;  // a few codes a place
};

}  // namespace kiosk::core
