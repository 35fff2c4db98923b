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

void shorten(std::vector<std::string>& warnings) {
    if (warnings.size() <= kListWarningsMax) return;
    const std::size_t more = warnings.size() - kListWarningsMax;
    warnings.resize(kListWarningsMax);
    warnings.push_back(fmt::format("and {} more of this kind", more));
}

}  // namespace

std::vector<std::string> ListWarnings::all() const {
    std::vector<std::string> both = of_deny_list;
    both.insert(both.end(), of_entitlements.begin(), of_entitlements.end());
    return both;
}

ListWarnings list_warnings(const core::VenueSettings& venue, const core::Roster& roster) {
    ListWarnings warnings;
    for (const core::TicketId ticket : venue.denied) {
        if (roster.find(ticket)) continue;
        warnings.of_deny_list.push_back(
            fmt::format("[[deny]] names ticket \"{}\", which is not on the attendee list: it "
                        "counts for a signed code only",
                        wire::to_text(ticket)));
    }
    for (const core::Entitlement& one : venue.entitlements) {
        for (const std::string& name : one.products) {
            if (is_somebodys(name, roster)) continue;
            warnings.of_entitlements.push_back(
                fmt::format("entitlement \"{}\" names product \"{}\", which no "
                            "ticket on the attendee list has",
                            one.id, name));
        }
    }
    shorten(warnings.of_deny_list);
    shorten(warnings.of_entitlements);
    return warnings;
}

}  // namespace kiosk::app
