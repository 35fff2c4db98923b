// kiosk/core/venue/venue_policy.cpp — each check in its place, and what a supervisor may set aside.
#include "kiosk/core/venue/venue_policy.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/core/access/clock_doubt.hpp"

namespace kiosk::core {
namespace {

using Objection = std::optional<Decision>;

Decision refuse(Reason reason) {
    return Decision{.reason = reason};
}

UtcTime whole(FineTime time) {
    return std::chrono::floor<UtcTime::duration>(time);
}

// A small doubt about the clock is the guest's; a large one is for the staff to judge.
bool clock_decides(const VenueFacts& f) {
    return f.doubt <= kClockDoubtMax;
}
FineTime earliest(const VenueFacts& f) {
    return f.now - f.doubt;
}
FineTime latest(const VenueFacts& f) {
    return f.now + f.doubt;
}

const Zone& target(const VenueFacts& f) {
    return f.venue.zone(f.zone);
}

const Visit* visit(const VenueFacts& f, ZoneNumber zone) {
    return f.presence.visit(f.person, zone);
}

bool is_inside(const VenueFacts& f, ZoneNumber zone, FineTime now) {
    const Visit* known = visit(f, zone);
    return known != nullptr && f.presence.is_inside(*known, now);
}

std::optional<PriorCheckIn> prior(const VenueFacts& f, const std::optional<UtcTime>& at,
                                  std::uint16_t station) {
    if (!at) return std::nullopt;
    return PriorCheckIn{*at, f.presence.name(station)};
}

// True when the entitlement is this ticket's and leads to the zone, on whatever day.
bool leads_here(const VenueFacts& f, const Entitlement& one) {
    return std::ranges::find(one.zones, target(f).id) != one.zones.end() &&
           is_for(one, f.product, f.variation);
}

bool is_of_today(const VenueFacts& f, const Entitlement& one) {
    if (one.days.empty()) return true;
    const auto has = [&](std::chrono::local_days day) {
        return std::ranges::find(one.days, day) != one.days.end();
    };
    if (!clock_decides(f)) return false;
    return has(day_of(target(f), earliest(f), f.local)) ||
           has(day_of(target(f), latest(f), f.local));
}

// True when an entitlement of today spares the ticket the check.
bool is_exempt(const VenueFacts& f, bool Entitlement::* from) {
    return std::ranges::any_of(f.venue.entitlements(), [&](const Entitlement& one) {
        return one.*from && leads_here(f, one) && is_of_today(f, one);
    });
}

// The days of this ticket here that are still to come, in order; all of them when they are over.
std::vector<std::chrono::local_days> days_here(const VenueFacts& f) {
    std::vector<std::chrono::local_days> days;
    for (const Entitlement& one : f.venue.entitlements()) {
        if (leads_here(f, one)) days.insert(days.end(), one.days.begin(), one.days.end());
    }
    std::ranges::sort(days);
    const auto doubles = std::ranges::unique(days);
    days.erase(doubles.begin(), doubles.end());
    const auto coming = std::ranges::upper_bound(days, day_of(target(f), f.now, f.local));
    if (coming != days.end()) days.erase(days.begin(), coming);
    return days;
}

Decision not_today(const VenueFacts& f) {
    Decision decision = refuse(Reason::wrong_day);
    decision.days = days_here(f);
    const bool over = decision.days.front() < day_of(target(f), f.now, f.local);
    const auto nearest = over ? decision.days.back() : decision.days.front();
    decision.valid_from = whole(start_of(target(f), nearest, f.local));
    decision.valid_until = whole(start_of(target(f), nearest + std::chrono::days(1), f.local));
    return decision;
}

// Where the ticket leads on some day, in the order of the venue.
std::vector<std::string> zones_of_ticket(const VenueFacts& f) {
    std::vector<std::string> zones;
    for (const Zone& zone : f.venue.zones()) {
        const auto leads_there = [&](const Entitlement& one) {
            return is_for(one, f.product, f.variation) &&
                   std::ranges::find(one.zones, zone.id) != one.zones.end();
        };
        if (std::ranges::any_of(f.venue.entitlements(), leads_there)) zones.push_back(zone.id);
    }
    return zones;
}

Objection not_entitled(const VenueFacts& f) {
    if (f.venue.entitlements().empty()) return std::nullopt;
    bool on_some_day = false;
    for (const Entitlement& one : f.venue.entitlements()) {
        if (!leads_here(f, one)) continue;
        if (is_of_today(f, one)) return std::nullopt;
        on_some_day = true;
    }
    if (!on_some_day) {
        Decision decision = refuse(Reason::wrong_zone);
        decision.zone = target(f).id;
        decision.leads_to = zones_of_ticket(f);
        return decision;
    }
    return clock_decides(f) ? not_today(f) : refuse(Reason::clock_untrusted);
}

// A clock that nobody trusts empties no zone.
FineTime counting_time(const VenueFacts& f) {
    return clock_decides(f) ? f.now : earliest(f);
}

Objection closed(const VenueFacts& f) {
    const Zone& zone = target(f);
    if (zone.open.empty() || is_exempt(f, &Entitlement::at_any_hour)) return std::nullopt;
    if (!clock_decides(f)) return refuse(Reason::clock_untrusted);
    if (is_open(zone, earliest(f), latest(f), f.local)) return std::nullopt;
    Decision decision = refuse(Reason::not_open);
    if (const auto next = opens_next(zone, f.now, f.local)) decision.valid_from = whole(*next);
    return decision;
}

Objection off_route(const VenueFacts& f) {
    if (is_exempt(f, &Entitlement::by_any_route)) return std::nullopt;
    for (const ZoneNumber before : f.venue.route(f.zone)) {
        const Visit* known = visit(f, before);
        const bool ever = known != nullptr && known->entry.has_value();
        if (ever && !clock_decides(f)) return refuse(Reason::clock_untrusted);
        const Zone& zone = f.venue.zone(before);
        if (ever && *known->entry >= day_start(zone, earliest(f), f.local)) continue;
        Decision decision = refuse(Reason::route);
        decision.zone = zone.id;
        return decision;
    }
    return std::nullopt;
}

// Somebody enters who has not left; nothing where the zone lets it pass or it was forgiven.
Objection not_left(const VenueFacts& f) {
    const Zone& zone = target(f);
    const Visit* known = visit(f, f.zone);
    if (zone.anti_passback == AntiPassback::none || known == nullptr) return std::nullopt;
    if (!known->inside || known->forgiven || is_exempt(f, &Entitlement::without_passback)) {
        return std::nullopt;
    }
    const bool timed = zone.anti_passback == AntiPassback::timed;
    if (!clock_decides(f)) {
        if (timed || zone.reset_at) return refuse(Reason::clock_untrusted);
    } else if (!is_inside(f, f.zone, latest(f))) {
        return std::nullopt;
    } else if (timed && latest(f) >= known->since + zone.passback_interval) {
        return std::nullopt;
    }
    const bool ask = zone.anti_passback == AntiPassback::check;
    Decision decision = refuse(ask ? Reason::already_inside : Reason::passback);
    decision.prior = prior(f, known->since, known->station);
    if (timed) decision.valid_from = known->since + zone.passback_interval;
    return decision;
}

Objection passed_back(const VenueFacts& f) {
    if (target(f).anti_passback == AntiPassback::soft) return std::nullopt;
    return not_left(f);
}

Objection full(const VenueFacts& f) {
    if (is_exempt(f, &Entitlement::beyond_capacity)) return std::nullopt;
    for (const ZoneNumber number : f.venue.path(f.zone)) {
        const Zone& zone = f.venue.zone(number);
        // Who is in it already takes no second place.
        if (!zone.capacity || is_inside(f, number, counting_time(f))) continue;
        const std::uint32_t inside = f.presence.occupancy(number, counting_time(f));
        if (inside < *zone.capacity) continue;
        if (!clock_decides(f) && zone.reset_at) return refuse(Reason::clock_untrusted);
        Decision decision =
            refuse(zone.on_full == OnFull::ask ? Reason::zone_full_ask : Reason::zone_full);
        decision.zone = zone.id;
        decision.inside = inside;
        decision.places = *zone.capacity;
        return decision;
    }
    return std::nullopt;
}

constexpr std::array kVenueChecks{
    VenueCheck{"ticket leads here today", not_entitled},
    VenueCheck{"zone is open", closed},
    VenueCheck{"route was kept", off_route},
    VenueCheck{"holder has left before", passed_back},
    VenueCheck{"zone has room", full},
};

Objection first_objection(const VenueFacts& f) {
    for (const auto& check : kVenueChecks) {
        if (auto objection = check.objection(f)) return objection;
    }
    return std::nullopt;
}

// Words of a welcome or a farewell are about this zone, not about the list.
Decision admitted(const VenueFacts& f, Decision decision) {
    const Visit* known = visit(f, f.zone);
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

std::span<const VenueCheck> venue_checks() {
    return kVenueChecks;
}

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
