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

std::optional<Presence::Change> Presence::apply(const ScanRecord& scan, std::uint64_t seq) {
    using enum Move::Kind;
    if (scan.zone.empty() || !scan.admitted()) return std::nullopt;
    if (scan.ticket) adopt(scan.code, *scan.ticket);
    Move& move = moves_.emplace_back();
    move.code = scan.code;
    move.ticket = scan.ticket;
    move.at = scan.at.utc;
    move.seq = seq;
    move.zone = venue_.find(scan.zone);
    move.zone_name = intern(scan.zone);
    move.station = intern(scan.station);
    if (scan.direction == Direction::exit) {
        move.kind = scan.source == ScanSource::automatic ? check_out : exit;
    }
    move.at_known_time = scan.at.error_bound <= kClockDoubtMax;
    return make(move);
}

Presence::Change Presence::make(const Move& move) {
    const bool is_exit = move.kind != Move::Kind::entry;
    const Person who = move.ticket ? Person(*move.ticket) : Person(move.code);
    Change change{.person = holder(who), .before = {}, .unmatched_exit = {}, .made = made_};
    const auto known = persons_.find(change.person);
    if (known != persons_.end()) change.before = known->second;

    // The clock has seen nobody.
    const bool scanned = move.kind != Move::Kind::check_out;
    if (scanned) newest_scan_ = std::max(newest_scan_.value_or(move.at), move.at);
    if (move.at_known_time) follow_resets(move.at);
    if (is_exit && move.zone) {
        const Visit* last = visit(change.person, *move.zone);
        if (last == nullptr || !is_inside(*last, move.at)) {
            change.unmatched_exit = move.zone;
            ++counts_[move.zone->value].unmatched_exits;
        }
    }
    // Half a code may have been read: nobody comes to be by leaving with an unknown one.
    if (is_exit && !move.ticket && !change.before) return change;

    Whereabouts& person = persons_[change.person];
    add_to_counts(person, -1);
    // The order of recording is the truth, also where the wall clock steps back.
    person.last_scan = std::max(person.last_scan, move.at);
    person.other_zone.reset();
    if (!move.zone) {
        if (!is_exit) person.other_zone = move.zone_name;
    } else if (is_exit) {
        leave(person, move, change.unmatched_exit.has_value());
    } else {
        enter(person, move);
    }
    add_to_counts(person, 1);
    return change;
}

void Presence::set_undone(std::uint64_t seq, bool undone) {
    const auto found = std::find_if(moves_.rbegin(), moves_.rend(),
                                    [seq](const Move& one) { return one.seq == seq; });
    if (found == moves_.rend() || found->undone == undone) return;
    found->undone = undone;
    settled_ = false;
}

void Presence::settle() {
    if (!settled_) make_again();
}

void Presence::make_again() {
    ++made_;
    settled_ = true;
    persons_.clear();
    counts_.assign(venue_.zones().size(), {});
    newest_scan_.reset();
    for (const Move& move : moves_) {
        if (move.kind == Move::Kind::forgiveness) {
            carry_out(move);
        } else if (move.undone) {
            // Somebody was there all the same: the knowledge is as old as it was.
            newest_scan_ = std::max(newest_scan_.value_or(move.at), move.at);
        } else {
            static_cast<void>(make(move));
        }
    }
}

void Presence::use(const Roster& roster) {
    Identities identities(roster.links());
    for (const Move& move : moves_) {
        if (move.kind == Move::Kind::forgiveness) continue;
        identities.learn(roster, move.code, move.ticket);
    }
    if (identities == identities_) return;
    identities_ = std::move(identities);
    if (!moves_.empty()) make_again();
}

void Presence::take_back(Change change) {
    // What supervisors did since stands.
    const auto is_scan = [](const Move& one) { return one.kind != Move::Kind::forgiveness; };
    const auto newest = std::find_if(moves_.rbegin(), moves_.rend(), is_scan);
    KIOSK_CHECK(newest != moves_.rend(), "what is taken back was applied before");
    moves_.erase(std::next(newest).base());
    settled_ = settled_ && change.made == made_;
    if (!settled_) return;
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
    Move& forgiveness = moves_.emplace_back();
    forgiveness.kind = Move::Kind::forgiveness;
    forgiveness.ticket = ticket;
    forgiveness.zone = zone;
    carry_out(forgiveness);
}

void Presence::carry_out(const Move& forgiveness) {
    const auto known = persons_.find(holder(*forgiveness.ticket));
    if (known == persons_.end()) return;
    const auto& zone = forgiveness.zone;
    for (Visit& visit : known->second.visits) {
        if (!zone || visit.zone == *zone) visit.forgiven = true;
    }
}

const Visit* Presence::visit(const Person& ticket, ZoneNumber zone) const {
    const auto known = persons_.find(holder(ticket));
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
void Presence::follow_resets(UtcTime at) {
    for (std::uint16_t i = 0; i < counts_.size(); ++i) {
        const FineTime from = counted_from({i}, at);
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

// Whoever came in with a code of no list is known by their ticket once the list has it, or a key.
void Presence::adopt(const CodeKey& code, TicketId ticket) {
    auto stranger = persons_.find(Person(code));
    if (stranger == persons_.end()) return;
    identities_.tell(code, ticket);
    if (persons_.contains(holder(ticket))) return make_again();
    ++made_;
    auto node = persons_.extract(stranger);
    node.key() = holder(ticket);
    persons_.insert(std::move(node));
}

// From now on the person is in exactly the zones of the path. `unseen`: nobody knows which way they
// came there.
void Presence::bring(Whereabouts& person, std::span<const ZoneNumber> path, const Move& move,
                     bool unseen) {
    const UtcTime at = person.last_scan;
    const bool automatic = move.kind == Move::Kind::check_out;
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
            visit.station = move.station;
            visit.came_unseen = unseen;
        }
        visit.inside = true;
        visit.came_unseen = visit.came_unseen && unseen;
        if (!automatic) visit.seen = at;
    }
}

void Presence::enter(Whereabouts& person, const Move& move) {
    bring(person, venue_.path(*move.zone), move, false);
    Visit& visit = visit_of(person, *move.zone);
    visit.since = person.last_scan;
    visit.entry = person.last_scan;
    visit.station = move.station;
    visit.forgiven = false;
}

void Presence::leave(Whereabouts& person, const Move& move, bool unmatched) {
    bring(person, venue_.path_outside(*move.zone), move, unmatched);
    if (move.kind == Move::Kind::check_out) return;
    Visit& visit = visit_of(person, *move.zone);
    visit.exit = person.last_scan;
    visit.exit_station = move.station;
}

}  // namespace kiosk::core
