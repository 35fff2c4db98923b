// kiosk/core/venue/muster.hpp — who is where, for an evacuation.
//
// Never shorter than the truth allows: whom the clock counted as out but no exit saw leaving stands
// among the unknown. It cannot know of people who slipped through without a scan.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/time.hpp"
#include "kiosk/core/venue/presence.hpp"

namespace kiosk::core {

enum class MusterState : std::uint8_t {
    inside,
    left,          // since the emergency began: safe, so far as scans tell
    unknown_code,  // inside, let in with a code that is on no list
    not_seen_out,  // counted as out by a reset or a closing time, but no exit was seen
    other_zone,    // entered a zone that is not configured any more
};

struct MusterEntry {
    Person person;
    MusterState state = MusterState::inside;
    std::string zone;     // id of the innermost
    UtcTime since{};      // entered it, or left the venue
    std::string station;  // where last seen; id
};

struct MusterZone {
    std::string zone;                   // id
    std::uint32_t inside = 0;           // sub-zones included
    std::uint32_t unmatched_exits = 0;  // people left who were not known to be inside
};

struct Muster {
    Timestamp as_of;
    std::optional<UtcTime> newest_scan;  // how old the data may be
    std::optional<UtcTime> emergency_since;
    std::vector<MusterZone> zones;     // in order of the configuration
    std::vector<MusterEntry> entries;  // by zone, then state, then time
};

// Resets are not applied where the clock cannot be trusted.
[[nodiscard]] Muster muster(const Venue& venue, const Presence& presence, const Timestamp& as_of,
                            std::optional<UtcTime> emergency_since);

}  // namespace kiosk::core
