// kiosk/core/venue/venue_policy.cpp — the venue's word after the list's, and supervisors'.
#include "kiosk/core/venue/venue_policy.hpp"

#include <utility>

#include "kiosk/core/venue/venue_checks.hpp"

namespace kiosk::core {
namespace {

using Objection = std::optional<Decision>;

Decision refuse(Reason reason) {
    return Decision{.reason = reason};
}

bool is_inside(const VenueFacts& f, ZoneNumber zone, FineTime now) {
    const Visit* known = f.presence.visit(f.person, zone);
    return known != nullptr && f.presence.is_inside(*known, now);
}

std::optional<PriorCheckIn> prior(const VenueFacts& f, const std::optional<UtcTime>& at,
                                  std::uint16_t station) {
    if (!at) return std::nullopt;
    return PriorCheckIn{*at, f.presence.name(station)};
}

Objection first_objection(const VenueFacts& f) {
    for (const auto& check : venue_checks()) {
        if (auto objection = check.objection(f, Telling())) return objection;
    }
    return std::nullopt;
}

// Words of a welcome or a farewell are about this zone, not about the list.
Decision admitted(const VenueFacts& f, Decision decision) {
    const Visit* known = f.presence.visit(f.person, f.zone);
    const bool inside = is_inside(f, f.zone, f.now);
    decision.prior.reset();
    if (f.direction == Direction::exit) {
        decision.reason = inside ? Reason::ok_exit : Reason::ok_exit_unmatched;
        if (inside) decision.prior = prior(f, known->since, known->station);
        return decision;
    }
    const bool again = known != nullptr && known->entry.has_value();
    decision.reason = again ? Reason::ok_reentry : Reason::ok;
    if (again && !inside) decision.prior = prior(f, known->exit, known->exit_station);
    return decision;
}

Decision let_in(const VenueFacts& f, const Decision& refusal) {
    const bool two = f.let_in != nullptr && !f.let_in->second.empty() &&
                     !is_same_operator(f.let_in->second, f.let_in->by);
    const bool enough = two || !f.venue.takes_two(f.zone);
    Decision decision = refuse(enough ? Reason::ok_override : Reason::second_person);
    decision.set_aside = refusal.reason;
    return decision;
}

Decision decide_entry(const VenueFacts& f, Decision by_list) {
    if (raises_silent_alert(f)) return refuse(Reason::denylisted);
    const bool list_agrees = by_list.verdict() == Verdict::go;
    Objection objection = list_agrees ? first_objection(f) : Objection(by_list);
    if (!objection) {
        Decision decision = admitted(f, std::move(by_list));
        if (not_left(f)) decision.set_aside = Reason::already_inside;  // a soft zone
        return decision;
    }
    const bool forced = f.forced && !list_agrees && f.venue.takes_two(f.zone);
    const bool overridden = (f.let_in != nullptr || forced) && may_be_overridden(objection->reason);
    return overridden ? let_in(f, *objection) : *std::move(objection);
}

}  // namespace

bool raises_silent_alert(const VenueFacts& f) {
    const auto* ticket = std::get_if<TicketId>(&f.person);
    return ticket != nullptr && f.venue.is_denied(*ticket);
}

Decision decide_at_access_point(const VenueFacts& f, Decision by_list) {
    if (by_list.repeated) return by_list;  // it was decided before
    if (f.direction == Direction::entry) return decide_entry(f, std::move(by_list));
    Decision decision = admitted(f, std::move(by_list));
    if (raises_silent_alert(f)) decision.set_aside = Reason::denylisted;
    return decision;
}

}  // namespace kiosk::core
