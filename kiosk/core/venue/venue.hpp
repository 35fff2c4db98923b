// kiosk/core/venue/venue.hpp — the venue: a tree of zones, the stations between them, and who may
// go where.
//
// A station leads into one zone: an entry there goes in, an exit goes out to the zone around it.
// Checked as a whole before use; immutable afterwards. Venue rules stand beside the check-in list:
// a station without a zone knows only its list and who is denied.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/core/ids.hpp"
#include "kiosk/core/venue/zone.hpp"

namespace kiosk::core {

inline constexpr std::size_t kZonesMax = 256;
inline constexpr std::size_t kZoneDepthMax = 16;  // a zone, the one around it, and so on
inline constexpr std::chrono::hours kPassbackIntervalMax{24};

// Where a station stands between zones (IEC 60839-11-1: access point): it leads into this one.
struct AccessPoint {
    std::string station;  // id
    std::string zone;     // id
};

// Products, or the roles they stand for ("Speaker", "Police"), and where and when they may go.
struct Entitlement {
    std::string id;
    std::vector<std::string> products;  // names on the list: "Speaker", "Tutorial day / Day 1"
    std::vector<std::string> zones;     // ids, each by itself: a zone does not stand for its rooms
    std::vector<std::chrono::local_days> days;  // empty = every day
    bool at_any_hour = false;                   // may enter while the zone is closed
    bool by_any_route = false;                  // need not have entered another zone first
    bool beyond_capacity = false;
    bool without_passback = false;
};

struct VenueSettings {
    std::vector<Zone> zones;
    std::vector<AccessPoint> access_points;
    std::vector<Entitlement> entitlements;  // none = every ticket may go everywhere
    std::vector<TicketId> denied;           // whom nobody lets in
};

// One thing that is wrong, placed by the name of its setting: "zone[3].parent".
struct VenueProblem {
    std::string path;
    std::string text;
    std::string typed;               // the name that nothing has; empty where it is not about names
    std::vector<std::string> known;  // the names there are
};

// Every problem of the whole, in order of the settings; empty when a Venue can be made.
[[nodiscard]] std::vector<VenueProblem> check_venue(const VenueSettings& settings);

class Venue {
  public:
    Venue() = default;  // no zones: venue rules never speak

    // The settings have no problem; anything else breaks an invariant.
    explicit Venue(VenueSettings settings);

    [[nodiscard]] const std::vector<Zone>& zones() const { return settings_.zones; }
    [[nodiscard]] const Zone& zone(ZoneNumber number) const {
        return settings_.zones[number.value];
    }
    [[nodiscard]] std::optional<ZoneNumber> find(std::string_view id) const;

    // Into which zone this station leads; nothing for a station that leads nowhere.
    [[nodiscard]] std::optional<ZoneNumber> behind(std::string_view station) const;

    // The zones around this one and itself, from the outermost in.
    [[nodiscard]] std::span<const ZoneNumber> path(ZoneNumber zone) const {
        return paths_[zone.value];
    }
    // The path of whoever has left the zone: that of the zone around it.
    [[nodiscard]] std::span<const ZoneNumber> path_outside(ZoneNumber zone) const {
        const auto whole = path(zone);
        return whole.first(whole.size() - 1);
    }
    // True in a security zone and everywhere within it: setting a refusal aside takes two persons.
    [[nodiscard]] bool takes_two(ZoneNumber zone) const;
    [[nodiscard]] std::span<const ZoneNumber> route(ZoneNumber zone) const {
        return routes_[zone.value];
    }
    [[nodiscard]] std::span<const Entitlement> entitlements() const {
        return settings_.entitlements;
    }
    [[nodiscard]] bool is_denied(TicketId ticket) const;

  private:
    VenueSettings settings_;
    std::vector<std::vector<ZoneNumber>> paths_;   // by zone
    std::vector<std::vector<ZoneNumber>> routes_;  // by zone
};

// True when the entitlement is one of this product, or of this variation of it.
[[nodiscard]] bool is_for(const Entitlement& entitlement, std::string_view product,
                          std::string_view variation);

}  // namespace kiosk::core
