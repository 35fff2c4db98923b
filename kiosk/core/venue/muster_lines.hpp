// kiosk/core/venue/muster_lines.hpp — the muster list, one person at a time.
//
// For whoever cannot look at everybody at once: a hundred thousand lines take longer than a guest
// at the door may wait. muster() makes the whole list of them.
#pragma once

#include <cstdint>
#include <optional>

#include "kiosk/base/time.hpp"
#include "kiosk/core/venue/muster.hpp"
#include "kiosk/core/venue/presence.hpp"
#include "kiosk/core/venue/venue.hpp"

namespace kiosk::core {

class MusterLines {
  public:
    // Venue and presence must outlive it.
    MusterLines(const Venue& venue, const Presence& presence, const Timestamp& as_of,
                std::optional<UtcTime> emergency_since)
        : venue_(venue), presence_(presence), as_of_(as_of), emergency_since_(emergency_since) {}

    // Nothing where the person is nowhere, and has not left since the emergency began.
    [[nodiscard]] std::optional<MusterEntry> entry(const Person& person,
                                                   const Whereabouts& whereabouts) const;

    // Walks all persons.
    [[nodiscard]] std::uint32_t occupancy(ZoneNumber zone) const;

  private:
    [[nodiscard]] bool is_here(const Visit& visit) const;
    [[nodiscard]] const Visit* innermost(const Whereabouts& whereabouts) const;
    [[nodiscard]] MusterEntry inside(const Person& person, const Visit& visit) const;
    [[nodiscard]] std::optional<MusterEntry> left(const Person& person,
                                                  const Whereabouts& whereabouts) const;

    const Venue& venue_;
    const Presence& presence_;
    Timestamp as_of_;
    std::optional<UtcTime> emergency_since_;
};

// By zone, then state, then time.
[[nodiscard]] bool stands_before(const MusterEntry& one, const MusterEntry& other);

}  // namespace kiosk::core
