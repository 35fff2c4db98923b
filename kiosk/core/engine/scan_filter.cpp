// kiosk/core/engine/scan_filter.cpp — recent sightings per place, and who went through.
#include "kiosk/core/engine/scan_filter.hpp"

#include <algorithm>
#include <utility>

namespace kiosk::core {

std::optional<std::uint64_t> ScanFilter::see(std::string_view place, const CodeKey& code,
                                             const Scan& scan) {
    const Instant now = scan.seen_at.mono;
    auto& sightings = recent_[std::string(place)];
    std::erase_if(sightings, [&](const Sighting& s) { return now - s.seen_at > window_; });
    const auto known = std::ranges::find(sightings, code, &Sighting::code);
    if (known == sightings.end()) {
        sightings.push_back({code, now, next_turn_++});
        return std::nullopt;
    }
    if (scan.source != ScanSource::camera) return known->turn;
    const Sighting before = std::exchange(*known, {code, now, next_turn_++});
    return now - before.seen_at > kOutOfSight ? before.turn : known->turn;
}

void ScanFilter::begin_anew(std::string_view place, const CodeKey& code, const Scan& scan) {
    auto& sightings = recent_[std::string(place)];
    std::erase_if(sightings, [&](const Sighting& s) { return s.code == code; });
    sightings.push_back({code, scan.seen_at.mono, next_turn_++});
}

void ScanFilter::pass(std::string place, const Person& holder, Instant at) {
    while (!passages_.empty() && at - passages_.front().at > window_) passages_.pop_front();
    passages_.push_back({holder, std::move(place), at, next_turn_++});
}

bool ScanFilter::has_passed(std::string_view elsewhere_than, const Person& holder,
                            std::uint64_t since) const {
    return std::ranges::any_of(passages_, [&](const Passage& one) {
        return one.turn > since && one.holder == holder && one.place != elsewhere_than;
    });
}

}  // namespace kiosk::core
