// kiosk/app/list_warnings.cpp — looks each name and id up once.
#include "kiosk/app/list_warnings.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "kiosk/wire/ids_text.hpp"

namespace kiosk::app {
namespace {

// By the rule of the door itself, so that what is warned of is what would not count there.
bool is_somebodys(const std::string& name, const core::Roster& roster) {
    core::Entitlement alone;
    alone.products = {name};
    return std::ranges::any_of(roster.products(), [&](const core::Product& product) {
        return core::is_for(alone, product.name, {}) ||
               std::ranges::any_of(product.variations, [&](const core::Variation& variation) {
                   return core::is_for(alone, product.name, variation.name);
               });
    });
}

}  // namespace

std::vector<std::string> list_warnings(const core::VenueSettings& venue,
                                       const core::Roster& roster) {
    std::vector<std::string> warnings;
    for (const core::TicketId ticket : venue.denied) {
        if (roster.find(ticket)) continue;
        warnings.push_back(
            fmt::format("[[deny]] names ticket \"{}\", which nobody on the attendee "
                        "list has",
                        wire::to_text(ticket)));
    }
    for (const core::Entitlement& one : venue.entitlements) {
        for (const std::string& name : one.products) {
            if (is_somebodys(name, roster)) continue;
            warnings.push_back(
                fmt::format("entitlement \"{}\" names product \"{}\", which no "
                            "ticket on the attendee list has",
                            one.id, name));
        }
    }
    if (warnings.size() > kListWarningsMax) {
        const std::size_t more = warnings.size() - kListWarningsMax;
        warnings.resize(kListWarningsMax);
        warnings.push_back(fmt::format("and {} more of this kind", more));
    }
    return warnings;
}

}  // namespace kiosk::app
