// kiosk/core/engine/scan_filter.hpp — the same code at the same reader within a window is one scan.
//
// A camera sees a badge thirty times a second and a shaking hand pulls the trigger twice. Each
// repeat renews the window, so a badge held before a camera stays one scan.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/base/time.hpp"
#include "kiosk/core/ids.hpp"

namespace kiosk::core {

class ScanFilter {
  public:
    explicit ScanFilter(std::chrono::milliseconds window) : window_(window) {}

    // True when this reader saw the code within the window before `seen_at`. Remembers this
    // sighting either way.
    [[nodiscard]] bool is_repeat(std::string_view reader, const CodeKey& code, Instant seen_at);

  private:
    struct Sighting {
        CodeKey code;
        Instant seen_at;
    };

    std::chrono::milliseconds window_;
    std::unordered_map<std::string, std::vector<Sighting>> recent_;  // a few codes a reader
};

}  // namespace kiosk::core
