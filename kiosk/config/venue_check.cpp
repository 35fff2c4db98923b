// kiosk/config/venue_check.cpp — places for the problems that the venue finds in itself.
#include "kiosk/config/venue_check.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "kiosk/config/engine_settings.hpp"
#include "kiosk/config/nearest_name.hpp"

namespace kiosk::config {
namespace {

// Access points are stations that name a zone: the same setting under its written path.
std::string written_path(const Config& config, std::string_view path) {
    constexpr std::string_view kAccessPoint = "access_point[";
    if (!path.starts_with(kAccessPoint)) return std::string(path);
    std::size_t left = 0;
    for (const char digit : path.substr(kAccessPoint.size())) {
        if (digit == ']') break;
        left = left * 10 + static_cast<std::size_t>(digit - '0');
    }
    for (std::size_t i = 0; i < config.stations.size(); ++i) {
        if (config.stations[i].zone.empty()) continue;
        if (left-- == 0) return fmt::format("station[{}].zone", i);
    }
    return {};
}

std::string names_hint(const core::VenueProblem& problem) {
    if (problem.typed.empty()) return {};
    if (problem.known.empty()) return "; there is no [[zone]]";
    const std::vector<std::string_view> known(problem.known.begin(), problem.known.end());
    const std::string_view nearest = nearest_name(problem.typed, known);
    const std::string all = fmt::format("{}", fmt::join(known, ", "));
    return nearest.empty() ? fmt::format("; known: {}", all)
                           : fmt::format("; did you mean \"{}\"? known: {}", nearest, all);
}

Place place_of(const Places& places, std::string path) {
    auto found = places.find(path);
    if (found == places.end()) found = places.find(path.substr(0, path.rfind('.')));
    return found == places.end() ? places.find("")->second : found->second;
}

bool has_station(const Config& config, std::string_view zone, core::Direction direction) {
    return std::ranges::any_of(config.stations, [&](const StationSettings& station) {
        return station.zone == zone && station.direction == direction;
    });
}

// Such a station would let in with one person's word.
std::vector<Problem> forced_stations(const Config& config, const Places& places) {
    std::vector<Problem> problems;
    for (std::size_t i = 0; i < config.stations.size(); ++i) {
        const StationSettings& station = config.stations[i];
        if (!station.force || !leads_into_security(config, station)) continue;
        problems.push_back({place_of(places, fmt::format("station[{}].force", i)), Severity::error,
                            fmt::format("station \"{}\" has force = true, but it leads into a "
                                        "security zone, where it takes two persons to let "
                                        "somebody in",
                                        station.id)});
    }
    return problems;
}

// A setting without the one that makes it count would be read and never heard of again.
std::vector<Problem> idle_settings(const Config& config, const Places& places) {
    std::vector<Problem> problems;
    for (std::size_t i = 0; i < config.zones.size(); ++i) {
        const core::Zone& zone = config.zones[i].zone;
        const auto object = [&](std::string_view key, std::string_view needs) {
            const auto place = places.find(fmt::format("zone[{}].{}", i, key));
            if (place == places.end()) return;
            problems.push_back({place->second, Severity::error,
                                fmt::format("zone \"{}\" has {}, which counts only with {}",
                                            zone.id, key, needs)});
        };
        // A wrong interval is reported already, and was not taken over.
        const bool has_interval = zone.passback_interval.count() != 0;
        if (has_interval && zone.anti_passback != core::AntiPassback::timed) {
            object("passback_for", "anti_passback = \"timed\"");
        }
        if (!zone.capacity) object("on_full", "capacity");
    }
    return problems;
}

}  // namespace

bool leads_into_security(const Config& config, const StationSettings& station) {
    std::string_view id = station.zone;
    // Bounded: zones that lie in each other are reported elsewhere.
    for (std::size_t depth = 0; depth < core::kZoneDepthMax && !id.empty(); ++depth) {
        const auto found = std::ranges::find(config.zones, id, [](const ZoneSettings& one) {
            return std::string_view(one.zone.id);
        });
        if (found == config.zones.end()) return false;
        if (found->zone.security) return true;
        id = found->zone.parent;
    }
    return false;
}

std::vector<Problem> check_venue(const Config& config, const Places& places) {
    std::vector<Problem> problems = forced_stations(config, places);
    std::ranges::move(idle_settings(config, places), std::back_inserter(problems));
    for (const auto& found : core::check_venue(venue_settings(config))) {
        const std::string path = written_path(config, found.path);
        // A required key that is missing is reported already.
        const bool is_missing = path.starts_with("entitlement") && path.find('.') != path.npos &&
                                !places.contains(path);
        if (is_missing) continue;
        problems.push_back(
            {place_of(places, path), Severity::error, found.text + names_hint(found)});
    }
    for (std::size_t i = 0; i < config.zones.size(); ++i) {
        const core::Zone& zone = config.zones[i].zone;
        if (!has_station(config, zone.id, core::Direction::entry) || zone.reset_at) continue;
        if (has_station(config, zone.id, core::Direction::exit)) continue;
        problems.push_back({place_of(places, fmt::format("zone[{}]", i)), Severity::warning,
                            fmt::format("zone \"{}\" has no exit station and no reset_at: who has "
                                        "entered counts as inside until they are seen elsewhere",
                                        zone.id)});
    }
    return problems;
}

}  // namespace kiosk::config
