// kiosk/core/engine/scan_filter.cpp — recent sightings per reader.
#include "kiosk/core/engine/scan_filter.hpp"

#include <algorithm>

namespace kiosk::core {

bool ScanFilter::is_repeat(std::string_view reader, const CodeKey& code, Instant seen_at) {
    auto& sightings = recent_[std::string(reader)];
    std::erase_if(sightings, [&](const Sighting& s) { return seen_at - s.seen_at > window_; });
    const auto known = std::ranges::find(sightings, code, &Sighting::code);
    if (known == sightings.end()) {
        sightings.push_back({code, seen_at});
        return false;
    }
    known->seen_at = seen_at;
    return true;
}

}  // namespace kiosk::core
