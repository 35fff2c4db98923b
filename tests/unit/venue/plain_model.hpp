// tests/unit/venue/plain_model.hpp — who is where, the slow and plain way: to compare with.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <utility>

#include "kiosk/core/venue/presence.hpp"
#include "kiosk/core/venue/venue.hpp"

namespace kiosk::core {

// Every zone of every holder, from all records anew: no counts, no shortcuts.
class PlainModel {
  public:
    explicit PlainModel(const Venue& venue) : venue_(venue) {}

    void take(const ScanRecord& record) {
        if (!record.admitted()) return;
        const ZoneNumber zone = *venue_.find(record.zone);
        const bool is_exit = record.direction == Direction::exit;
        const Person who = person_of(record);
        if (is_exit && !record.ticket && !where_.contains(who)) return;
        std::set<std::uint16_t> now;
        for (const ZoneNumber one : venue_.path(zone)) now.insert(one.value);
        if (is_exit) now.erase(zone.value);
        auto& before = where_[who];
        for (const auto one : now) entries_[one] += before.contains(one) ? 0 : 1;
        for (const auto one : before) exits_[one] += now.contains(one) ? 0 : 1;
        for (const auto one : now) seen_[{who, one}] = record.at.utc;
        before = now;
    }

    [[nodiscard]] std::int64_t entries_minus_exits(std::uint16_t zone) const {
        const auto of = [&](const auto& counts) {
            const auto found = counts.find(zone);
            return found == counts.end() ? 0 : found->second;
        };
        return of(entries_) - of(exits_);
    }

    [[nodiscard]] std::uint32_t seen_since(std::uint16_t zone, FineTime from) const {
        std::uint32_t inside = 0;
        for (const auto& [who, zones] : where_) {
            if (zones.contains(zone) && seen_.at({who, zone}) >= from) ++inside;
        }
        return inside;
    }

  private:
    const Venue& venue_;
    std::map<Person, std::set<std::uint16_t>> where_;
    std::map<std::pair<Person, std::uint16_t>, UtcTime> seen_;
    std::map<std::uint16_t, std::int64_t> entries_;
    std::map<std::uint16_t, std::int64_t> exits_;
};

}  // namespace kiosk::core
