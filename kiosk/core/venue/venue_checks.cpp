// kiosk/core/venue/venue_checks.cpp — each check of the door in its place, telling what it looks
// at.
#include "kiosk/core/venue/venue_checks.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "kiosk/core/access/clock_doubt.hpp"
#include "kiosk/core/venue/venue_words.hpp"

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

bool is_inside(const VenueFacts& f, ZoneNumber zone, FineTime now) {
    const Visit* known = f.presence.visit(f.person, zone);
    return known != nullptr && f.presence.is_inside(*known, now);
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
bool is_exempt(const VenueFacts& f, bool Entitlement::* from, const Telling& tell) {
    const auto entitlements = f.venue.entitlements();
    const auto spares = [&](const Entitlement& one) {
        return one.*from && leads_here(f, one) && is_of_today(f, one);
    };
    const auto found = std::ranges::find_if(entitlements, spares);
    if (found == entitlements.end()) return false;
    tell("exempt by", [&] { return "entitlement " + found->id; });
    return true;
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

void tell_entitlements(const VenueFacts& f, const Telling& tell) {
    tell("zone", [&] { return target(f).id; });
    tell("day", [&] { return date_text(day_of(target(f), f.now, f.local)); });
    tell("product", [&] { return product_text(f); });
    if (f.venue.entitlements().empty()) {
        tell("entitlements", [] { return "none: every ticket leads everywhere"; });
        return;
    }
    bool any = false;
    for (const Entitlement& one : f.venue.entitlements()) {
        if (!is_for(one, f.product, f.variation)) continue;
        any = true;
        tell("entitlement " + one.id, [&] { return entitlement_text(one); });
    }
    if (!any) tell("entitlements", [] { return "none for this product"; });
}

Objection not_entitled(const VenueFacts& f, const Telling& tell) {
    if (tell.is_heard()) tell_entitlements(f, tell);
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
        tell("leads to", [&] { return joined(decision.leads_to); });
        return decision;
    }
    return clock_decides(f) ? not_today(f) : refuse(Reason::clock_untrusted);
}

// A clock that nobody trusts empties no zone.
FineTime counting_time(const VenueFacts& f) {
    return clock_decides(f) ? f.now : earliest(f);
}

Objection closed(const VenueFacts& f, const Telling& tell) {
    const Zone& zone = target(f);
    tell("zone", [&] { return zone.id; });
    tell("open", [&] { return hours_text(zone); });
    tell("time", [&] { return to_minute_text(f.local.to_local(f.now)); });
    if (zone.open.empty() || is_exempt(f, &Entitlement::at_any_hour, tell)) return std::nullopt;
    if (!clock_decides(f)) return refuse(Reason::clock_untrusted);
    if (is_open(zone, earliest(f), latest(f), f.local)) return std::nullopt;
    Decision decision = refuse(Reason::not_open);
    const auto next = opens_next(zone, f.now, f.local);
    if (next) decision.valid_from = whole(*next);
    tell("opens next", [&] { return next ? to_minute_text(f.local.to_local(*next)) : "never"; });
    return decision;
}

// Whom anti-passback would not let in there again must not be sent there.
bool is_kept_from(const VenueFacts& f, ZoneNumber zone) {
    if (f.venue.zone(zone).anti_passback == AntiPassback::soft) return false;
    VenueFacts there = f;
    there.zone = zone;
    const Objection objection = not_left(there);
    return objection && objection->reason != Reason::clock_untrusted;
}

Objection off_route(const VenueFacts& f, const Telling& tell) {
    if (f.venue.route(f.zone).empty()) tell("required zones", [] { return "none"; });
    if (is_exempt(f, &Entitlement::by_any_route, tell)) return std::nullopt;
    for (const ZoneNumber before : f.venue.route(f.zone)) {
        const Visit* known = f.presence.visit(f.person, before);
        const bool ever = known != nullptr && known->entry.has_value();
        const Zone& zone = f.venue.zone(before);
        tell("required " + zone.id, [&] {
            return ever ? "entered " + to_minute_text(f.local.to_local(*known->entry))
                        : "never entered";
        });
        if (is_kept_from(f, before)) {
            tell("may not enter " + zone.id + " again", [] { return "is inside"; });
            continue;
        }
        const bool perhaps = ever || (known != nullptr && known->inside);
        if (perhaps && !clock_decides(f)) return refuse(Reason::clock_untrusted);
        const FineTime today = day_start(zone, earliest(f), f.local);
        tell("day of " + zone.id + " began",
             [&] { return to_minute_text(f.local.to_local(today)); });
        if (ever && *known->entry >= today) continue;
        Decision decision = refuse(Reason::route);
        decision.zone = zone.id;
        return decision;
    }
    return std::nullopt;
}

Objection passed_back(const VenueFacts& f, const Telling& tell) {
    auto objection = not_left(f, tell);
    if (objection && target(f).anti_passback == AntiPassback::soft) {
        tell("soft", [] { return "let in and noted"; });
        return std::nullopt;
    }
    return objection;
}

Objection full(const VenueFacts& f, const Telling& tell) {
    if (is_exempt(f, &Entitlement::beyond_capacity, tell)) return std::nullopt;
    for (const ZoneNumber number : f.venue.path(f.zone)) {
        const Zone& zone = f.venue.zone(number);
        tell("in " + zone.id, [&] { return room_text(f, number, counting_time(f)); });
        // Who is in it already takes no second place.
        if (!zone.capacity || is_inside(f, number, counting_time(f))) continue;
        const std::uint32_t inside = f.presence.occupancy(number, counting_time(f));
        if (inside < *zone.capacity) continue;
        if (!clock_decides(f) && zone.reset_at) return refuse(Reason::clock_untrusted);
        const bool ask = zone.on_full == OnFull::ask;
        tell("full", [&] { return zone.id + (ask ? ": staff decide" : ": refused"); });
        Decision decision = refuse(ask ? Reason::zone_full_ask : Reason::zone_full);
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

// Whoever was seen leaving a zone within may have to come in yet: that was no entry.
std::optional<UtcTime> came_in(const Visit& known) {
    return known.came_unseen ? known.entry : known.since;
}

// Timed: from the entry on, whether the holder has left since or not, up to the reset.
bool is_too_soon(const VenueFacts& f, UtcTime entered) {
    const Zone& zone = target(f);
    const bool before_reset =
        zone.reset_at && FineTime(entered) < day_start(zone, latest(f), f.local);
    return !before_reset && latest(f) < entered + zone.passback_interval;
}

}  // namespace

std::span<const VenueCheck> venue_checks() {
    return kVenueChecks;
}

std::optional<Decision> not_left(const VenueFacts& f, const Telling& tell) {
    const Zone& zone = target(f);
    const Visit* known = f.presence.visit(f.person, f.zone);
    if (tell.is_heard()) tell_visit(f, known, tell);
    if (zone.anti_passback == AntiPassback::none || known == nullptr) return std::nullopt;
    const bool timed = zone.anti_passback == AntiPassback::timed;
    const auto entered = came_in(*known);
    const bool holds = timed || (known->inside && !known->came_unseen);
    if (known->forgiven || !entered || !holds) return std::nullopt;
    if (is_exempt(f, &Entitlement::without_passback, tell)) return std::nullopt;
    if (!clock_decides(f)) {
        const bool surely_over = earliest(f) >= *entered + zone.passback_interval;
        if (timed && !surely_over) return refuse(Reason::clock_untrusted);
        if (!timed && zone.reset_at) return refuse(Reason::clock_untrusted);
        if (timed) return std::nullopt;
    } else if (timed ? !is_too_soon(f, *entered) : !is_inside(f, f.zone, latest(f))) {
        return std::nullopt;
    }
    const bool ask = zone.anti_passback == AntiPassback::check;
    Decision decision = refuse(ask ? Reason::already_inside : Reason::passback);
    decision.prior = PriorCheckIn{*entered, f.presence.name(known->station)};
    if (timed) {
        decision.valid_from = *entered + zone.passback_interval;
        tell("again from", [&] { return to_minute_text(f.local.to_local(*decision.valid_from)); });
    }
    return decision;
}

}  // namespace kiosk::core
