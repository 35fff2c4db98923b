// kiosk/app/list_warnings.hpp — what the venue's rules name and the attendee list does not have.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "kiosk/core/roster.hpp"
#include "kiosk/core/venue/venue.hpp"

namespace kiosk::app {

inline constexpr std::size_t kListWarningsMax = 20;  // then one line says how many more there are

// Most likely slips of the pen; at most kListWarningsMax of a kind.
struct ListWarnings {
    std::vector<std::string> of_entitlements;  // a product that no ticket can have: no effect
    // A ticket that is not on the list: it counts for a signed code only. Whoever knows the ids of
    // others must not learn from it who is denied.
    std::vector<std::string> of_deny_list;

    [[nodiscard]] std::vector<std::string> all() const;
};

[[nodiscard]] ListWarnings list_warnings(const core::VenueSettings& venue,
                                         const core::Roster& roster);

}  // namespace kiosk::app
