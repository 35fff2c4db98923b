// kiosk/core/venue/muster.cpp — one line for every person who may be in the venue.
#include "kiosk/core/venue/muster.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "kiosk/core/access/clock_doubt.hpp"
#include "kiosk/core/venue/muster_lines.hpp"

namespace kiosk::core {

std::optional<MusterEntry> MusterLines::entry(const Person& person,
                                              const Whereabouts& whereabouts) const {
    if (whereabouts.other_zone) {
        return MusterEntry{person,
                           MusterState::other_zone,
                           presence_.name(*whereabouts.other_zone),
                           whereabouts.last_scan,
                           {}};
    }
    if (const Visit* deepest = innermost(whereabouts)) return inside(person, *deepest);
    return left(person, whereabouts);
}

std::uint32_t MusterLines::occupancy(ZoneNumber zone) const {
    std::uint32_t inside = 0;
    for (const auto& [person, whereabouts] : presence_.persons()) {
        for (const Visit& visit : whereabouts.visits) {
            if (visit.zone == zone && is_here(visit)) ++inside;
        }
    }
    return inside;
}

bool MusterLines::is_here(const Visit& visit) const {
    if (as_of_.error_bound > kClockDoubtMax) return visit.inside;
    return presence_.is_inside(visit, as_of_.utc);
}

// Also where a reset counts the person as out: nobody has seen them leave.
const Visit* MusterLines::innermost(const Whereabouts& whereabouts) const {
    const Visit* deepest = nullptr;
    for (const Visit& visit : whereabouts.visits) {
        if (!visit.inside && !visit.left_unseen) continue;
        const bool deeper = deepest == nullptr ||
                            std::tuple(is_here(visit), venue_.path(visit.zone).size()) >
                                std::tuple(is_here(*deepest), venue_.path(deepest->zone).size());
        if (deeper) deepest = &visit;
    }
    return deepest;
}

MusterEntry MusterLines::inside(const Person& person, const Visit& visit) const {
    const bool listed = std::holds_alternative<TicketId>(person);
    MusterState state = listed ? MusterState::inside : MusterState::unknown_code;
    if (!is_here(visit)) state = MusterState::not_seen_out;
    return {person, state, venue_.zone(visit.zone).id, visit.since, presence_.name(visit.station)};
}

std::optional<MusterEntry> MusterLines::left(const Person& person,
                                             const Whereabouts& whereabouts) const {
    if (!emergency_since_) return std::nullopt;
    const Visit* last = nullptr;
    for (const Visit& visit : whereabouts.visits) {
        if (!visit.exit || *visit.exit < *emergency_since_) continue;
        if (last == nullptr || *last->exit <= *visit.exit) last = &visit;
    }
    if (last == nullptr) return std::nullopt;
    return MusterEntry{person, MusterState::left, venue_.zone(last->zone).id, *last->exit,
                       presence_.name(last->exit_station)};
}

bool stands_before(const MusterEntry& one, const MusterEntry& other) {
    return std::tie(one.zone, one.state, one.since, one.person) <
           std::tie(other.zone, other.state, other.since, other.person);
}

Muster muster(const Venue& venue, const Presence& presence, const Timestamp& as_of,
              std::optional<UtcTime> emergency_since) {
    const MusterLines lines(venue, presence, as_of, emergency_since);
    Muster made{.as_of = as_of,
                .newest_scan = presence.newest_scan(),
                .emergency_since = emergency_since,
                .zones = {},
                .entries = {}};
    for (std::uint16_t i = 0; i < venue.zones().size(); ++i) {
        made.zones.push_back(
            {venue.zones()[i].id, lines.occupancy({i}), presence.unmatched_exits({i})});
    }
    for (const auto& [person, whereabouts] : presence.persons()) {
        if (auto entry = lines.entry(person, whereabouts)) {
            made.entries.push_back(*std::move(entry));
        }
    }
    std::ranges::sort(made.entries, stands_before);
    return made;
}

}  // namespace kiosk::core
