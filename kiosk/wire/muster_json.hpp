// kiosk/wire/muster_json.hpp — the muster list, and what it cannot know.
#pragma once

#include <string>

#include "kiosk/ports/venue_views.hpp"
#include "kiosk/wire/audience.hpp"

namespace kiosk::wire {

// {"as_of", "newest_scan", …, "zones": […], "counts": {…}, "limits": {"en": […], "fr": […]},
// "items": […], "next_cursor"}. The lane gets counts, but no people: "items" is null, and nothing
// says how many are on the deny list.
[[nodiscard]] std::string print_muster(const ports::MusterView& muster, Audience audience);

// "inside", "left", "unknown_code", "not_seen_out", "other_zone"
[[nodiscard]] std::string_view name_of(core::MusterState state);

}  // namespace kiosk::wire
