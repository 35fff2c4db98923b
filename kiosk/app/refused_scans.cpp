// kiosk/app/refused_scans.cpp — a short queue.
#include "kiosk/app/refused_scans.hpp"

#include <algorithm>
#include <utility>

namespace kiosk::app {

void RefusedScans::keep(core::ScanSeen seen) {
    if (scans_.size() == kKept) scans_.pop_front();
    scans_.push_back({.seen = std::move(seen), .nonce = {}});
}

RefusedScan* RefusedScans::find(const core::ScanId& id, Instant now) {
    const auto found =
        std::ranges::find_if(scans_, [&](const RefusedScan& one) { return one.seen.id == id; });
    if (found == scans_.end()) return nullptr;
    return now - found->seen.scan.seen_at.mono > kKeptFor ? nullptr : &*found;
}

}  // namespace kiosk::app
