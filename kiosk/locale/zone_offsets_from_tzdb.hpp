// kiosk/locale/zone_offsets_from_tzdb.hpp — the offsets of an IANA zone from the system's database.
//
// Reads /usr/share/zoneinfo once for each call; call it at start, not at the gate. Not thread-safe
// on the first call (the library loads its list then).
#pragma once

#include <string>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::locale {

// Years covered, both ends included. Before and after them the nearest offset holds.
struct Years {
    int first = 1800;  // before every zone's first change
    int last = 2400;   // as far as ZoneOffsets::kChangesMax reaches
};

// Errc::not_found for a zone that the system does not know: "time zone \"Mars/Base\" is unknown".
[[nodiscard]] Result<ZoneOffsets> zone_offsets_from_tzdb(const std::string& zone, Years years = {});

}  // namespace kiosk::locale
