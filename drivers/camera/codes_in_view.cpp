// drivers/camera/codes_in_view.cpp — a short list of what was seen when.
#include "drivers/camera/codes_in_view.hpp"

#include <algorithm>

namespace kiosk::drivers {

bool CodesInView::comes_into_view(const std::string& bytes, Instant now) {
    std::erase_if(sightings_, [&](const Sighting& s) { return now - s.seen_at >= kGoneAfter; });
    const auto known = std::ranges::find(sightings_, bytes, &Sighting::bytes);
    if (known == sightings_.end()) {
        sightings_.push_back({bytes, now});
        return true;
    }
    known->seen_at = now;
    return false;
}

void CodesInView::nothing_moved(Instant last_look, Instant now) {
    for (Sighting& sighting : sightings_) {
        if (sighting.seen_at == last_look) sighting.seen_at = now;
    }
}

}  // namespace kiosk::drivers
