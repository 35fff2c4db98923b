// kiosk/core/venue/venue.cpp — paths and routes, looked up once.
#include "kiosk/core/venue/venue.hpp"

#include <algorithm>
#include <utility>

#include "kiosk/base/check.hpp"

namespace kiosk::core {

Venue::Venue(VenueSettings settings) : settings_(std::move(settings)) {
    KIOSK_CHECK(check_venue(settings_).empty(), "the venue was checked before");
    std::ranges::sort(settings_.denied);
    for (std::uint16_t i = 0; i < settings_.zones.size(); ++i) {
        auto& path = paths_.emplace_back();
        for (std::optional at = ZoneNumber{i}; at; at = find(zone(*at).parent)) path.push_back(*at);
        std::ranges::reverse(path);
        auto& route = routes_.emplace_back();
        for (const auto& id : settings_.zones[i].route) route.push_back(*find(id));
    }
}

std::optional<ZoneNumber> Venue::find(std::string_view id) const {
    const auto found = std::ranges::find(settings_.zones, id, &Zone::id);
    if (found == settings_.zones.end()) return std::nullopt;
    return ZoneNumber{static_cast<std::uint16_t>(found - settings_.zones.begin())};
}

std::optional<ZoneNumber> Venue::behind(std::string_view station) const {
    const auto found = std::ranges::find(settings_.access_points, station, &AccessPoint::station);
    if (found == settings_.access_points.end()) return std::nullopt;
    return find(found->zone);
}

bool Venue::takes_two(ZoneNumber number) const {
    return std::ranges::any_of(path(number), [this](ZoneNumber one) { return zone(one).security; });
}

bool Venue::is_denied(TicketId ticket) const {
    return std::ranges::binary_search(settings_.denied, ticket);
}

bool is_for(const Entitlement& entitlement, std::string_view product, std::string_view variation) {
    constexpr std::string_view kBetween = " / ";
    const auto is_it = [&](std::string_view name) {
        if (name == product) return true;
        if (variation.empty() || !name.starts_with(product)) return false;
        name.remove_prefix(product.size());
        if (!name.starts_with(kBetween)) return false;
        return name.substr(kBetween.size()) == variation;
    };
    return std::ranges::any_of(entitlement.products, is_it);
}

}  // namespace kiosk::core
