// kiosk/core/venue/venue_check.cpp — what can be wrong with a venue, one function per setting.
#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/core/venue/venue.hpp"

namespace kiosk::core {
namespace {

class Checker {
  public:
    explicit Checker(const VenueSettings& settings) : settings_(settings) {
        for (const Zone& zone : settings.zones) zone_ids_.push_back(zone.id);
    }

    [[nodiscard]] std::vector<VenueProblem> problems() && { return std::move(problems_); }

    void zones() {
        const auto& zones = settings_.zones;
        if (zones.size() > kZonesMax) {
            add(path("zone", kZonesMax),
                std::to_string(zones.size()) + " zones, limit " + std::to_string(kZonesMax));
        }
        for (std::size_t i = 0; i < zones.size(); ++i) {
            const std::string at = path("zone", i);
            unique(zones, &Zone::id, i, at + ".id", "zone id");
            parent(zones[i], at + ".parent");
            route(zones[i], at + ".route");
            numbers(zones[i], at);
        }
    }

    void access_points() {
        const auto& access_points = settings_.access_points;
        for (std::size_t i = 0; i < access_points.size(); ++i) {
            const std::string at = path("access_point", i);
            unique(access_points, &AccessPoint::station, i, at, "the zone of station");
            zone_named(at + ".zone", "station " + quoted(access_points[i].station) + " names zone ",
                       access_points[i].zone);
        }
    }

    void entitlements() {
        const auto& entitlements = settings_.entitlements;
        for (std::size_t i = 0; i < entitlements.size(); ++i) {
            const Entitlement& one = entitlements[i];
            const std::string at = path("entitlement", i);
            unique(entitlements, &Entitlement::id, i, at + ".id", "entitlement id");
            const std::string name = "entitlement " + quoted(one.id);
            if (one.products.empty()) add(at + ".products", name + " is for no product");
            if (one.zones.empty()) add(at + ".zones", name + " leads to no zone");
            for (const auto& id : one.zones) {
                if (!zone_named(at + ".zones", name + " names zone ", id)) continue;
                reachable(one, *zone(id), at + ".zones");
            }
        }
        if (!entitlements.empty()) everybody_kept_out();
    }

    void denied() {
        auto sorted = settings_.denied;
        std::ranges::sort(sorted);
        if (std::ranges::adjacent_find(sorted) != sorted.end()) {
            add("deny", "a ticket is denied twice");
        }
    }

  private:
    static std::string quoted(std::string_view id) { return '"' + std::string(id) + '"'; }

    static std::string path(std::string_view kind, std::size_t index) {
        return std::string(kind) + '[' + std::to_string(index) + ']';
    }

    void add(std::string path, std::string text) {
        problems_.push_back({std::move(path), std::move(text), {}, {}});
    }

    [[nodiscard]] const Zone* zone(std::string_view id) const {
        const auto found = std::ranges::find(settings_.zones, id, &Zone::id);
        return found == settings_.zones.end() ? nullptr : &*found;
    }

    // Reports a name that no zone has.
    bool zone_named(std::string path, std::string text, const std::string& id) {
        if (zone(id) != nullptr) return true;
        problems_.push_back({std::move(path), std::move(text) + quoted(id), id, zone_ids_});
        return false;
    }

    template <class T>
    void unique(const std::vector<T>& all, std::string T::* id, std::size_t i, std::string path,
                const std::string& what) {
        const auto here = all.begin() + static_cast<std::ptrdiff_t>(i);
        const auto same = [&](const T& other) { return other.*id == (*here).*id; };
        if (std::find_if(all.begin(), here, same) != here) {
            add(std::move(path), what + " " + quoted((*here).*id) + " is given twice");
        }
    }

    void parent(const Zone& one, const std::string& at) {
        if (one.parent.empty()) return;
        if (!zone_named(at, "zone " + quoted(one.id) + " names parent ", one.parent)) return;
        std::size_t depth = 1;
        const Zone* around = zone(one.parent);
        for (; around != nullptr && around != &one && depth <= kZonesMax; ++depth) {
            around = zone(around->parent);
        }
        if (around == &one) {
            add(at, "zone " + quoted(one.id) + " lies within itself");
        } else if (around == nullptr && depth > kZoneDepthMax) {
            add(at, "zone " + quoted(one.id) + " lies " + std::to_string(depth) + " deep, limit " +
                        std::to_string(kZoneDepthMax));
        }
    }

    // True when `inner` is `outer` or lies in it; bounded, for parents may go in a circle.
    [[nodiscard]] bool lies_in(const Zone* inner, const Zone& outer) const {
        for (std::size_t steps = 0; inner != nullptr && steps <= kZonesMax; ++steps) {
            if (inner == &outer) return true;
            inner = zone(inner->parent);
        }
        return false;
    }

    void route(const Zone& one, const std::string& at) {
        for (const auto& id : one.route) {
            if (!zone_named(at, "zone " + quoted(one.id) + " requires an entry to zone ", id)) {
                continue;
            }
            if (lies_in(zone(id), one)) {
                add(at, "zone " + quoted(one.id) + " requires an entry to " + quoted(id) +
                            ", which lies behind it");
            } else if (needs(id, one.id, 0)) {
                add(at, "zones " + quoted(one.id) + " and " + quoted(id) +
                            " each require the other first");
            }
        }
    }

    // True when entering `from` takes an entry to `to` before, directly or by other zones.
    [[nodiscard]] bool needs(std::string_view from, std::string_view to, std::size_t depth) const {
        const Zone* one = zone(from);
        if (one == nullptr || depth > kZoneDepthMax) return false;
        return std::ranges::any_of(one->route, [&](const std::string& next) {
            return next == to || needs(next, to, depth + 1);
        });
    }

    void numbers(const Zone& one, const std::string& at) {
        const std::string name = "zone " + quoted(one.id);
        const bool timed = one.anti_passback == AntiPassback::timed;
        const auto interval = one.passback_interval;
        if (timed && (interval.count() <= 0 || interval > kPassbackIntervalMax)) {
            add(at + ".anti_passback", name + " has timed anti-passback of " +
                                           std::to_string(interval.count()) +
                                           " ms; allowed: 1 ms to 24 h");
        }
        constexpr std::chrono::minutes kDay{24 * 60};
        if (one.reset_at && (one.reset_at->count() < 0 || *one.reset_at >= kDay)) {
            add(at + ".reset_at", name + " resets at no time of day");
        }
        for (const OpenHours& hours : one.open) {
            if (hours.from.count() < 0 || hours.from >= kDay || hours.until.count() < 0 ||
                hours.until > kDay || hours.from == hours.until) {
                add(at + ".open", name + " opens and closes at the same or at no time of day");
            }
        }
    }

    void reachable(const Entitlement& one, const Zone& target, const std::string& at) {
        const auto leads_to = [&](const std::string& id) {
            return std::ranges::find(one.zones, id) != one.zones.end();
        };
        const std::string text =
            "entitlement " + quoted(one.id) + " leads to zone " + quoted(target.id);
        if (zone(target.parent) != nullptr && !leads_to(target.parent)) {
            add(at, text + " but not to " + quoted(target.parent) + " around it");
        }
        if (one.by_any_route) return;
        for (const auto& before : target.route) {
            if (before == target.parent || zone(before) == nullptr || leads_to(before)) continue;
            add(at, text + " but not to " + quoted(before) + ", which must be entered before");
        }
    }

    void everybody_kept_out() {
        for (std::size_t i = 0; i < settings_.zones.size(); ++i) {
            const std::string& id = settings_.zones[i].id;
            const auto leads_there = [&](const Entitlement& one) {
                return std::ranges::find(one.zones, id) != one.zones.end();
            };
            if (std::ranges::none_of(settings_.entitlements, leads_there)) {
                add(path("zone", i), "no entitlement leads to zone " + quoted(id));
            }
        }
    }

    const VenueSettings& settings_;
    std::vector<std::string> zone_ids_;
    std::vector<VenueProblem> problems_;
};

}  // namespace

std::vector<VenueProblem> check_venue(const VenueSettings& settings) {
    Checker checker(settings);
    checker.zones();
    checker.access_points();
    checker.entitlements();
    checker.denied();
    return std::move(checker).problems();
}

}  // namespace kiosk::core
