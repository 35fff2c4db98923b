// kiosk/app/muster_desk.cpp — look, count, sort, give out in pages.
#include "kiosk/app/muster_desk.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "kiosk/base/check.hpp"
#include "kiosk/core/access/clock_doubt.hpp"
#include "kiosk/core/venue/muster_lines.hpp"

namespace kiosk::app {
namespace {

std::vector<std::string> zones_within(const core::Venue& venue, const std::string& zone) {
    std::vector<std::string> ids;
    if (zone.empty()) return ids;
    const auto outer = venue.find(zone);
    KIOSK_CHECK(outer.has_value(), "the zone was found before");
    for (std::uint16_t i = 0; i < venue.zones().size(); ++i) {
        const auto path = venue.path({i});
        if (std::ranges::find(path, *outer) != path.end()) ids.push_back(venue.zones()[i].id);
    }
    return ids;
}

// Whoever was last seen in a forgotten zone may be anywhere.
bool is_asked_for(const std::vector<std::string>& within, const core::MusterEntry& entry) {
    return within.empty() || entry.state == core::MusterState::other_zone ||
           std::ranges::find(within, entry.zone) != within.end();
}

}  // namespace

MusterDesk::MusterDesk(const core::Engine& engine, Run on_worker, Run on_main)
    : engine_(engine), on_worker_(std::move(on_worker)), on_main_(std::move(on_main)) {}

void MusterDesk::ask(const ports::MusterQuery& query, const Timestamp& now,
                     std::vector<ports::ZoneView> zones, Done done) {
    if (query.people && !query.cursor.empty()) {
        const auto place = musters_.find(query.cursor);
        if (!place) {
            return done(fail(Errc::conflict, "this list is not kept any more: begin again"));
        }
        return done(page_of(*place, query.limit));
    }
    auto making = std::make_shared<Making>();
    making->query = query;
    making->now = now;
    making->within = zones_within(engine_.venue(), query.zone);
    making->list.zones = std::move(zones);
    if (!query.people) {
        const auto known = counts_.find(query.zone);
        const bool young = known != counts_.end() && now.mono - known->second.made < kCountsKept;
        if (young) return done(known->second.view);
        auto& counting = counting_[query.zone];
        if (counting) return counting->waiting.push_back(std::move(done));
        counting = making;
    } else if (++lists_in_making_ > kListsAtOnce) {
        --lists_in_making_;
        return done(fail(Errc::unavailable, "other muster lists are being made: ask again"));
    }
    making->waiting.push_back(std::move(done));
    begin(std::move(making));
}

void MusterDesk::begin(std::shared_ptr<Making> making) {
    std::erase_if(making->list.zones, [&](const ports::ZoneView& zone) {
        return !making->within.empty() &&
               std::ranges::find(making->within, zone.id) == making->within.end();
    });
    making->list.as_of = making->now;
    making->list.newest_scan = engine_.presence().newest_scan();
    making->list.emergency_since = engine_.emergency_since();
    making->buckets = engine_.presence().persons().bucket_count();
    making->made = engine_.presence().made();
    // Else it moves all it has each time it grows, and everybody waits.
    if (making->query.people) making->list.entries.reserve(engine_.presence().persons().size());
    look_on(making);
}

// A scan between may bring somebody new: they came after this list. But where the map grew or was
// made anew, everybody stands elsewhere, and looking begins anew.
void MusterDesk::look_on(const std::shared_ptr<Making>& making) {
    const auto& persons = engine_.presence().persons();
    const std::uint32_t made = engine_.presence().made();
    if (persons.bucket_count() != making->buckets || made != making->made) {
        making->buckets = persons.bucket_count();
        making->made = made;
        making->bucket = 0;
        making->list.entries.clear();
        making->list.counts = {};
    }
    std::size_t looked_at = 0;
    while (making->bucket < making->buckets && looked_at < kPersonsAtOnce) {
        const std::size_t bucket = making->bucket++;
        ++looked_at;  // an empty bucket costs a little too
        for (auto one = persons.begin(bucket); one != persons.end(bucket); ++one) {
            look_at(*making, one->first, one->second);
            ++looked_at;
        }
    }
    if (making->bucket < making->buckets) return on_main_([this, making] { look_on(making); });
    if (making->query.people) return sort(making);
    answer(*making);
}

void MusterDesk::look_at(Making& making, const core::Person& person,
                         const core::Whereabouts& whereabouts) {
    const core::MusterLines lines(engine_.venue(), engine_.presence(), making.now,
                                  making.list.emergency_since);
    auto entry = lines.entry(person, whereabouts);
    if (!entry || !is_asked_for(making.within, *entry)) return;
    count(making.list.counts, *entry);
    if (making.query.people) making.list.entries.push_back(*std::move(entry));
}

void MusterDesk::count(ports::MusterCounts& counts, const core::MusterEntry& entry) const {
    switch (entry.state) {
        case core::MusterState::inside: ++counts.inside; break;
        case core::MusterState::left: ++counts.left; break;
        case core::MusterState::unknown_code: ++counts.unknown_code; break;
        case core::MusterState::not_seen_out: ++counts.not_seen_out; break;
        case core::MusterState::other_zone: ++counts.other_zone; break;
    }
    const auto* ticket = std::get_if<core::TicketId>(&entry.person);
    const bool denied = ticket != nullptr && is_denied(*ticket);
    if (denied && entry.state != core::MusterState::left) ++counts.denied;
    const bool listed =
        ticket != nullptr && engine_.roster() && engine_.roster()->find(*ticket).has_value();
    if (!listed) ++counts.nameless;
}

// One line stands for all tickets of a person.
bool MusterDesk::is_denied(core::TicketId main) const {
    const core::Venue& venue = engine_.venue();
    if (venue.is_denied(main)) return true;
    return engine_.roster() && std::ranges::any_of(engine_.roster()->links().add_ons_of(main),
                                                   [&](const core::AddOnLink& link) {
                                                       return venue.is_denied(link.ticket);
                                                   });
}

void MusterDesk::sort(const std::shared_ptr<Making>& making) {
    on_worker_([this, making] {
        std::ranges::sort(making->list.entries, core::stands_before);
        on_main_([this, making] { answer(*making); });
    });
}

void MusterDesk::answer(Making& making) {
    ports::MusterView view;
    if (making.query.people) {
        --lists_in_making_;
        // A hundred thousand lines take milliseconds to free: not here, where scans wait.
        if (auto oldest = musters_.make_room()) {
            on_worker_([oldest = std::move(oldest)]() mutable { oldest.reset(); });
        }
        view = page_of(musters_.begin(std::move(making.list)), making.query.limit);
    } else {
        const auto list = std::make_shared<const MusterPages::List>(std::move(making.list));
        view = page_of({list, 0, 0}, 0);
        counts_.insert_or_assign(making.query.zone, Counts{making.now.mono, view});
        counting_.erase(making.query.zone);
    }
    for (const Done& done : making.waiting) done(view);
}

ports::MusterView MusterDesk::page_of(MusterPages::Place place, std::uint32_t limit) const {
    const MusterPages::List& list = *place.list;
    ports::MusterView view;
    view.as_of = list.as_of.utc;
    view.clock_trusted = list.as_of.error_bound <= core::kClockDoubtMax;
    view.newest_scan = list.newest_scan;
    view.emergency_since = list.emergency_since;
    view.zones = list.zones;
    view.counts = list.counts;
    const std::size_t end = std::min(list.entries.size(), place.first + limit);
    for (; place.first < end; ++place.first) {
        const core::MusterEntry& entry = list.entries[place.first];
        view.rows.push_back({entry, card_of(entry.person)});
    }
    if (end < list.entries.size()) view.next = MusterPages::cursor_of(place);
    return view;
}

std::optional<core::HolderCard> MusterDesk::card_of(const core::Person& person) const {
    const auto* ticket = std::get_if<core::TicketId>(&person);
    if (ticket == nullptr || !engine_.roster()) return std::nullopt;
    const auto index = engine_.roster()->find(*ticket);
    if (!index) return std::nullopt;
    return core::card_of(*engine_.roster(), *index);
}

}  // namespace kiosk::app
