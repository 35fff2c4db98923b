// kiosk/app/list_warnings.hpp — what the venue's rules name and the attendee list does not have.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "kiosk/core/roster.hpp"
#include "kiosk/core/venue/venue.hpp"

namespace kiosk::app {

inline constexpr std::size_t kListWarningsMax = 20;  // then one line says how many more there are

// One sentence for each ticket of the deny list that nobody has, and for each product of an
// entitlement that no ticket can have: most likely a slip of the pen, and without effect.
[[nodiscard]] std::vector<std::string> list_warnings(const core::VenueSettings& venue,
                                                     const core::Roster& roster);

}  // namespace kiosk::app
