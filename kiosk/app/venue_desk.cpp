// kiosk/app/venue_desk.cpp — looks into the engine; what it may do is asked here, done elsewhere.
#include "kiosk/app/venue_desk.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "kiosk/base/check.hpp"
#include "kiosk/core/access/clock_doubt.hpp"
#include "kiosk/core/ticket/eci_prefix.hpp"
#include "kiosk/core/ticket_code.hpp"

namespace kiosk::app {
namespace {

void count(ports::MusterCounts& counts, core::MusterState state) {
    switch (state) {
        case core::MusterState::inside: ++counts.inside; return;
        case core::MusterState::left: ++counts.left; return;
        case core::MusterState::unknown_code: ++counts.unknown_code; return;
        case core::MusterState::not_seen_out: ++counts.not_seen_out; return;
        case core::MusterState::other_zone: ++counts.other_zone; return;
    }
    KIOSK_UNREACHABLE();
}

}  // namespace

std::string_view done_text(core::SupervisorAct act) {
    switch (act) {
        case core::SupervisorAct::forgive_passback: return "anti-passback forgiven";
        case core::SupervisorAct::begin_emergency: return "emergency begun";
        case core::SupervisorAct::end_emergency: return "emergency ended";
    }
    KIOSK_UNREACHABLE();
}

Error not_recorded(core::SupervisorAct act) {
    return {Errc::unavailable, std::string(done_text(act)) +
                                   " and in force, but no disk takes the record; it is recorded "
                                   "as soon as one does"};
}

VenueDesk::VenueDesk(const core::Engine& engine, const core::CodeHasher& hasher,
                     std::vector<ports::ZoneView> zones)
    : engine_(engine), hasher_(hasher), zones_(std::move(zones)) {
    for (auto& view : zones_) {
        const auto number = engine_.venue().find(view.id);
        view.two_persons = number && engine_.venue().takes_two(*number);
    }
}

Result<core::HolderCard> VenueDesk::whom(const ports::SupervisorRequest& request) const {
    const auto& roster = engine_.roster();
    if (!roster) return fail(Errc::unavailable, "no attendee list yet");
    const auto code = core::without_eci_prefix(core::clean_code(request.code));
    const auto index =
        request.ticket ? roster->find(*request.ticket) : roster->find(hasher_.key_of(code));
    if (!index) return fail(Errc::not_found, "nobody on the attendee list has this ticket");
    return core::card_of(*roster, *index);
}

Result<> VenueDesk::worth_forgiving(core::TicketId ticket, const std::string& zone) const {
    const auto number = engine_.venue().find(zone);
    if (!zone.empty() && !number) return fail(Errc::not_found, unknown_zone(zone));
    if (!engine_.can_store()) {
        return fail(Errc::unavailable, "no disk takes the record, so nothing is forgiven");
    }
    const auto& persons = engine_.presence().persons();
    const auto known = persons.find(core::Person(ticket));
    const auto counts_here = [&](const core::Visit& visit) {
        return visit.inside && (!number || visit.zone == *number);
    };
    if (known != persons.end() && std::ranges::any_of(known->second.visits, counts_here)) return {};
    return fail(Errc::conflict,
                zone.empty() ? "counts as inside no zone: nothing to forgive"
                             : "does not count as inside \"" + zone + "\": nothing to forgive");
}

Result<VenueDesk::Act> VenueDesk::prepare(ports::SupervisorRequest request,
                                          const Timestamp& now) const {
    Act act{.record = {.at = now,
                       .boot = {},
                       .act = request.act,
                       .by = request.by,
                       .ticket = {},
                       .zone = request.zone,
                       .note = request.note},
            .answer = {.at = now.utc, .holder = {}}};
    if (request.act == core::SupervisorAct::forgive_passback) {
        act.answer.holder = KIOSK_TRY(whom(request));
        act.record.ticket = act.answer.holder->ticket;
        KIOSK_TRY_VOID(worth_forgiving(*act.record.ticket, request.zone));
    }
    if (request.act == core::SupervisorAct::end_emergency && !engine_.emergency_since()) {
        return fail(Errc::conflict, "there is no emergency to end");
    }
    return act;
}

void VenueDesk::answer_when_durable(Act act, Done done) {
    waiting_.push_back({std::move(act), std::move(done)});
}

void VenueDesk::durable_through(std::uint64_t seq) {
    while (!waiting_.empty() && waiting_.front().act.answer.seq <= seq) {
        const Waiting first = std::move(waiting_.front());
        waiting_.pop_front();
        first.done(first.act.answer);
    }
}

void VenueDesk::failed_from(std::uint64_t seq) {
    while (!waiting_.empty() && waiting_.back().act.answer.seq >= seq) {
        const Waiting last = std::move(waiting_.back());
        waiting_.pop_back();
        last.done(fail(not_recorded(last.act.record.act)));
    }
}

std::string VenueDesk::unknown_zone(const std::string& zone) const {
    std::string known;
    for (const auto& one : zones_) known += (known.empty() ? "" : ", ") + one.id;
    return "no zone \"" + zone + "\"; " +
           (known.empty() ? "none is configured" : "known: " + known);
}

std::vector<ports::ZoneView> VenueDesk::zones(const Timestamp& now) const {
    // A clock that nobody trusts empties no zone.
    const bool trusted = now.error_bound <= core::kClockDoubtMax;
    const FineTime at = trusted ? FineTime(now.utc) : FineTime(now.utc) - now.error_bound;
    std::vector<ports::ZoneView> views = zones_;
    for (auto& view : views) {
        const auto number = engine_.venue().find(view.id);
        if (!number) continue;
        view.inside = engine_.presence().occupancy(*number, at);
        view.unmatched_exits = engine_.presence().unmatched_exits(*number);
    }
    return views;
}

Result<ports::MusterView> VenueDesk::muster(const ports::MusterQuery& query, const Timestamp& now) {
    const auto zone = engine_.venue().find(query.zone);
    if (!query.zone.empty() && !zone) return fail(Errc::not_found, unknown_zone(query.zone));
    if (!query.cursor.empty()) {
        const auto place = musters_.find(query.cursor);
        if (!place) return fail(Errc::conflict, "this list is not kept any more: begin again");
        return page_of(*place, query.limit);
    }
    core::Muster list = engine_.muster_at(now);
    if (zone) keep_only(list, engine_.venue(), *zone);
    return page_of(musters_.begin(std::move(list)), query.limit);
}

ports::MusterView VenueDesk::page_of(MusterPages::Place place, std::uint32_t limit) const {
    const core::Muster& list = *place.list;
    ports::MusterView view;
    view.as_of = list.as_of.utc;
    view.clock_trusted = list.as_of.error_bound <= core::kClockDoubtMax;
    view.newest_scan = list.newest_scan;
    view.emergency_since = list.emergency_since;
    for (const auto& zone : list.zones) {
        const auto named = std::ranges::find(zones_, zone.zone, &ports::ZoneView::id);
        KIOSK_CHECK(named != zones_.end(), "every zone of the venue is configured");
        ports::ZoneView& shown = view.zones.emplace_back(*named);
        shown.inside = zone.inside;
        shown.unmatched_exits = zone.unmatched_exits;
    }
    for (const auto& entry : list.entries) {
        count(view.counts, entry.state);
        const auto* ticket = std::get_if<core::TicketId>(&entry.person);
        const bool denied = ticket != nullptr && engine_.venue().is_denied(*ticket);
        if (denied && entry.state != core::MusterState::left) ++view.counts.denied;
        const bool listed =
            ticket != nullptr && engine_.roster() && engine_.roster()->find(*ticket).has_value();
        if (!listed) ++view.counts.nameless;
    }
    const std::size_t end = std::min(list.entries.size(), place.first + limit);
    for (; place.first < end; ++place.first) {
        const core::MusterEntry& entry = list.entries[place.first];
        view.rows.push_back({entry, card_of(entry.person)});
    }
    if (end < list.entries.size()) view.next = MusterPages::cursor_of(place);
    return view;
}

std::optional<core::HolderCard> VenueDesk::card_of(const core::Person& person) const {
    const auto* ticket = std::get_if<core::TicketId>(&person);
    if (ticket == nullptr || !engine_.roster()) return std::nullopt;
    const auto index = engine_.roster()->find(*ticket);
    if (!index) return std::nullopt;
    return core::card_of(*engine_.roster(), *index);
}

const ports::AlertView& VenueDesk::raise(const core::Outcome& outcome) {
    if (alerts_.size() == kAlertsKept) alerts_.pop_front();
    alerts_.push_back({.number = next_alert_++,
                       .seq = outcome.seq,
                       .at = outcome.at.utc,
                       .station = outcome.station,
                       .zone = outcome.zone,
                       .direction = outcome.direction});
    return alerts_.back();
}

std::vector<ports::AlertView> VenueDesk::alerts(std::uint64_t after) const {
    std::vector<ports::AlertView> newer;
    std::ranges::copy_if(alerts_, std::back_inserter(newer),
                         [&](const ports::AlertView& one) { return one.number > after; });
    return newer;
}

}  // namespace kiosk::app
