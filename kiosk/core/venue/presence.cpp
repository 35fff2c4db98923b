// kiosk/core/venue/presence.cpp — moving persons through the tree, and counting them.
#include "kiosk/core/venue/presence.hpp"

#include <algorithm>
#include <utility>

#include "kiosk/base/check.hpp"
#include "kiosk/core/access/clock_doubt.hpp"

namespace kiosk::core {
namespace {

Visit* find_visit(Whereabouts& person, ZoneNumber zone) {
    const auto found = std::ranges::find(person.visits, zone, &Visit::zone);
    return found == person.visits.end() ? nullptr : &*found;
}

Visit& visit_of(Whereabouts& person, ZoneNumber zone) {
    if (Visit* known = find_visit(person, zone)) return *known;
    person.visits.push_back({.zone = zone});
    return person.visits.back();
}

}  // namespace

Presence::Presence(const Venue& venue, const ZoneOffsets& local)
    : venue_(venue), local_(local), counts_(venue.zones().size()) {}

std::optional<Presence::Change> Presence::apply(const ScanRecord& scan) {
    if (scan.zone.empty() || !scan.admitted()) return std::nullopt;
    const auto zone = venue_.find(scan.zone);
    const bool is_exit = scan.direction == Direction::exit;
    adopt(scan);
    Change change{.person = person_of(scan), .before = {}, .unmatched_exit = {}};
    const auto known = persons_.find(change.person);
    if (known != persons_.end()) change.before = known->second;

    // The clock has seen nobody.
    const bool scanned = scan.source != ScanSource::automatic;
    if (scanned) newest_scan_ = std::max(newest_scan_.value_or(scan.at.utc), scan.at.utc);
    follow_resets(scan.at);
    if (is_exit && zone) {
        const Visit* last = visit(change.person, *zone);
        if (last == nullptr || !is_inside(*last, scan.at.utc)) {
            change.unmatched_exit = zone;
            ++counts_[zone->value].unmatched_exits;
        }
    }
    // Half a code may have been read: nobody comes to be by leaving with an unknown one.
    if (is_exit && !scan.ticket && !change.before) return change;

    Whereabouts& person = persons_[change.person];
    add_to_counts(person, -1);
    // The order of recording is the truth, also where the wall clock steps back.
    person.last_scan = std::max(person.last_scan, scan.at.utc);
    person.other_zone.reset();
    if (!zone) {
        if (!is_exit) person.other_zone = intern(scan.zone);
    } else if (is_exit) {
        leave(person, *zone, scan, person.last_scan);
    } else {
        enter(person, *zone, scan, person.last_scan);
    }
    add_to_counts(person, 1);
    return change;
}

void Presence::take_back(Change change) {
    if (change.unmatched_exit) --counts_[change.unmatched_exit->value].unmatched_exits;
    const auto known = persons_.find(change.person);
    if (known == persons_.end()) return;
    add_to_counts(known->second, -1);
    if (change.before) {
        known->second = *std::move(change.before);
        add_to_counts(known->second, 1);
    } else {
        persons_.erase(known);
    }
}

void Presence::forgive(TicketId ticket, std::optional<ZoneNumber> zone) {
    const auto known = persons_.find(ticket);
    if (known == persons_.end()) return;
    for (Visit& visit : known->second.visits) {
        if (!zone || visit.zone == *zone) visit.forgiven = true;
    }
}

const Visit* Presence::visit(const Person& person, ZoneNumber zone) const {
    const auto known = persons_.find(person);
    if (known == persons_.end()) return nullptr;
    const auto& visits = known->second.visits;
    const auto found = std::ranges::find(visits, zone, &Visit::zone);
    return found == visits.end() ? nullptr : &*found;
}

bool Presence::is_inside(const Visit& visit, FineTime now) const {
    return visit.inside && visit.seen >= counted_from(visit.zone, now);
}

std::uint32_t Presence::occupancy(ZoneNumber zone, FineTime now) const {
    const FineTime from = counted_from(zone, now);
    const Count& count = counts_[zone.value];
    return from == count.from ? count.inside : count_since(zone, from);
}

FineTime Presence::counted_from(ZoneNumber zone, FineTime now) const {
    const Zone& settings = venue_.zone(zone);
    return settings.reset_at ? day_start(settings, now, local_) : FineTime::min();
}

std::uint32_t Presence::count_since(ZoneNumber zone, FineTime from) const {
    std::uint32_t found = 0;
    for (const auto& [person, whereabouts] : persons_) {
        for (const Visit& visit : whereabouts.visits) {
            if (visit.zone == zone && visit.inside && visit.seen >= from) ++found;
        }
    }
    return found;
}

std::uint16_t Presence::intern(std::string_view name) {
    const auto known = std::ranges::find(names_, name);
    const auto position = known - names_.begin();
    if (known == names_.end()) names_.emplace_back(name);
    KIOSK_CHECK(names_.size() <= UINT16_MAX, "stations and zones are counted in 16 bits");
    return static_cast<std::uint16_t>(position);
}

// Counts are right without it; but after one wrong clock each would be made anew for ever.
void Presence::follow_resets(const Timestamp& at) {
    if (at.error_bound > kClockDoubtMax) return;
    for (std::uint16_t i = 0; i < counts_.size(); ++i) {
        const FineTime from = counted_from({i}, at.utc);
        if (from <= counts_[i].from) continue;
        counts_[i].from = from;
        counts_[i].inside = count_since({i}, from);
    }
}

void Presence::add_to_counts(const Whereabouts& whereabouts, int times) {
    for (const Visit& visit : whereabouts.visits) {
        Count& count = counts_[visit.zone.value];
        if (!visit.inside || visit.seen < count.from) continue;
        KIOSK_CHECK(times > 0 || count.inside > 0, "nobody leaves who was not counted in");
        count.inside += static_cast<std::uint32_t>(times);
    }
}

// Whoever came in with a code of no list is known by their ticket once the list has it.
void Presence::adopt(const ScanRecord& scan) {
    if (!scan.ticket || persons_.contains(*scan.ticket)) return;
    auto stranger = persons_.extract(Person(scan.code));
    if (stranger.empty()) return;
    stranger.key() = *scan.ticket;
    persons_.insert(std::move(stranger));
}

// From now on the person is in exactly the zones of the path.
void Presence::move(Whereabouts& person, std::span<const ZoneNumber> path, const ScanRecord& scan,
                    UtcTime at) {
    const bool automatic = scan.source == ScanSource::automatic;
    for (Visit& visit : person.visits) {
        const bool stays = std::ranges::find(path, visit.zone) != path.end();
        // Only a scan tells where somebody is who went unseen.
        visit.left_unseen = automatic && !stays && (visit.inside || visit.left_unseen);
        if (!stays) visit.inside = false;
    }
    for (const ZoneNumber zone : path) {
        Visit& visit = visit_of(person, zone);
        if (!is_inside(visit, at)) {
            visit.since = at;
            visit.station = intern(scan.station);
        }
        visit.inside = true;
        if (!automatic) visit.seen = at;
    }
}

void Presence::enter(Whereabouts& person, ZoneNumber zone, const ScanRecord& scan, UtcTime at) {
    move(person, venue_.path(zone), scan, at);
    Visit& visit = visit_of(person, zone);
    visit.since = at;
    visit.entry = at;
    visit.station = intern(scan.station);
    visit.forgiven = false;
}

void Presence::leave(Whereabouts& person, ZoneNumber zone, const ScanRecord& scan, UtcTime at) {
    move(person, venue_.path_outside(zone), scan, at);
    if (scan.source == ScanSource::automatic) return;
    Visit& visit = visit_of(person, zone);
    visit.exit = at;
    visit.exit_station = intern(scan.station);
}

}  // namespace kiosk::core
