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

std::optional<UtcTime> opening_of(const core::Zone& zone, FineTime at, const ZoneOffsets& local) {
    if (zone.open.empty() || core::is_open(zone, at, at, local)) return std::nullopt;
    const auto next = core::opens_next(zone, at, local);
    if (!next) return std::nullopt;
    return std::chrono::floor<std::chrono::milliseconds>(*next);
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
    KIOSK_TRY_VOID(known_zone(zone));
    const auto number = engine_.venue().find(zone);
    if (!engine_.can_store()) {
        return fail(Errc::unavailable, "no disk takes the record, so nothing is forgiven");
    }
    const auto& persons = engine_.presence().persons();
    const auto known = persons.find(engine_.presence().holder(ticket));
    // A timed zone keeps out whoever was in it, gone or not.
    const auto counts_here = [&](const core::Visit& visit) {
        const bool timed =
            engine_.venue().zone(visit.zone).anti_passback == core::AntiPassback::timed;
        return (visit.inside || (timed && visit.entry)) && (!number || visit.zone == *number);
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
                       .note = request.note,
                       .proof = request.proof},
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

Result<> VenueDesk::known_zone(const std::string& zone) const {
    if (zone.empty() || engine_.venue().find(zone)) return {};
    std::string known;
    for (const auto& one : zones_) known += (known.empty() ? "" : ", ") + one.id;
    return fail(Errc::not_found, "no zone \"" + zone + "\"; " +
                                     (known.empty() ? "none is configured" : "known: " + known));
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
        view.opens_at = opening_of(engine_.venue().zone(*number), at, engine_.settings().zone);
    }
    return views;
}

}  // namespace kiosk::app
