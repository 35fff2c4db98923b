// kiosk/core/venue/venue_words.cpp — numbers and days made into text.
#include "kiosk/core/venue/venue_words.hpp"

#include "kiosk/base/check.hpp"

namespace kiosk::core {
namespace {

constexpr std::size_t kDateLength = 10;  // of "2027-03-10 08:30"

std::string dates_text(const std::vector<std::chrono::local_days>& days) {
    if (days.empty()) return "every day";
    std::string text;
    for (const auto day : days) text += (text.empty() ? "" : ", ") + date_text(day);
    return text;
}

}  // namespace

std::string date_text(std::chrono::local_days day) {
    return to_minute_text(LocalTime(day)).substr(0, kDateLength);
}

std::string clock_text(std::chrono::minutes of_day) {
    // A zone that is open until midnight closes at 24:00, which no clock shows.
    if (of_day == std::chrono::hours(24)) return "24:00";
    return to_clock_text(LocalTime(of_day));
}

std::string duration_text(std::chrono::milliseconds d) {
    using namespace std::chrono_literals;
    if (d % 1min == 0ms) return std::to_string(d / 1min) + " min";
    if (d % 1s == 0ms) return std::to_string(d / 1s) + " s";
    return std::to_string(d.count()) + " ms";
}

std::string joined(const std::vector<std::string>& ids) {
    std::string text;
    for (const auto& id : ids) text += (text.empty() ? "" : ", ") + id;
    return text.empty() ? "none" : text;
}

std::string_view words(AntiPassback kind) {
    switch (kind) {
        case AntiPassback::none: return "none";
        case AntiPassback::soft: return "soft";
        case AntiPassback::hard: return "hard";
        case AntiPassback::timed: return "timed";
        case AntiPassback::check: return "check";
    }
    KIOSK_UNREACHABLE();
}

std::string product_text(const VenueFacts& facts) {
    std::string text(facts.product.empty() ? "none" : facts.product);
    if (!facts.variation.empty()) text += " / " + std::string(facts.variation);
    return text;
}

std::string entitlement_text(const Entitlement& one) {
    return "zones " + joined(one.zones) + "; days " + dates_text(one.days);
}

std::string hours_text(const Zone& zone) {
    std::string text;
    for (const OpenHours& hours : zone.open) {
        if (!text.empty()) text += "; ";
        text += dates_text(hours.days) + ' ' + clock_text(hours.from) + " to " +
                clock_text(hours.until);
    }
    return text.empty() ? "always" : text;
}

std::string room_text(const VenueFacts& facts, ZoneNumber zone, FineTime now) {
    const auto& capacity = facts.venue.zone(zone).capacity;
    std::string text = std::to_string(facts.presence.occupancy(zone, now));
    text += capacity ? " of " + std::to_string(*capacity) : ", no limit";
    const Visit* known = facts.presence.visit(facts.person, zone);
    if (known != nullptr && facts.presence.is_inside(*known, now)) text += ", holder inside";
    return text;
}

void tell_visit(const VenueFacts& f, const Visit* known, const Telling& tell) {
    const Zone& zone = f.venue.zone(f.zone);
    tell("zone", [&] { return zone.id; });
    tell("anti-passback", [&] { return words(zone.anti_passback); });
    if (zone.anti_passback == AntiPassback::timed) {
        tell("interval", [&] { return duration_text(zone.passback_interval); });
    }
    if (zone.reset_at) tell("reset at", [&] { return clock_text(*zone.reset_at); });
    const bool inside = known != nullptr && f.presence.is_inside(*known, f.now);
    tell("holder inside", [&] { return inside ? "yes" : "no"; });
    if (inside && known->came_unseen) tell("seen entering", [] { return "no"; });
    if (known == nullptr || known->since == UtcTime{}) return;
    tell(inside ? "inside since" : "came in", [&] {
        return to_minute_text(f.local.to_local(known->since)) + " at " +
               f.presence.name(known->station);
    });
    if (known->exit && !inside) {
        tell("left", [&] { return to_minute_text(f.local.to_local(*known->exit)); });
    }
    if (known->forgiven) tell("forgiven", [] { return "yes"; });
}

}  // namespace kiosk::core
