// kiosk/core/engine/scan_filter.cpp — recent sightings per place.
#include "kiosk/core/engine/scan_filter.hpp"

#include <algorithm>

namespace kiosk::core {

bool ScanFilter::is_repeat(std::string_view place, const CodeKey& code, const Scan& scan) {
    const Instant now = scan.seen_at.mono;
    auto& sightings = recent_[std::string(place)];
    std::erase_if(sightings, [&](const Sighting& s) { return now - s.seen_at > window_; });
    const auto known = std::ranges::find(sightings, code, &Sighting::code);
    if (known == sightings.end()) {
        sightings.push_back({code, now});
        return false;
    }
    if (scan.source == ScanSource::camera) known->seen_at = now;
    return true;
}

}  // namespace kiosk::core
