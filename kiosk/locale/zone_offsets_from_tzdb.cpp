// kiosk/locale/zone_offsets_from_tzdb.cpp — walks a zone's periods and notes each change.
#include "kiosk/locale/zone_offsets_from_tzdb.hpp"

#include <exception>
#include <vector>

#include <date/tz.h>

namespace kiosk::locale {
namespace {

std::chrono::sys_seconds start_of(int year) {
    return std::chrono::sys_days(std::chrono::year(year) / 1 / 1);
}

ZoneOffsets::Change change_at(const date::sys_info& period) {
    return {.at = std::chrono::sys_seconds(period.begin.time_since_epoch()),
            .offset = period.offset};
}

Result<ZoneOffsets> walk(const date::time_zone& zone, Years years) {
    const auto begin = start_of(years.first);
    const auto end = start_of(years.last + 1);
    date::sys_info period = zone.get_info(date::sys_seconds(begin.time_since_epoch()));
    const auto first = period.offset;
    auto offset = first;
    std::vector<ZoneOffsets::Change> changes;
    while (period.end.time_since_epoch() < end.time_since_epoch() &&
           changes.size() <= ZoneOffsets::kChangesMax) {
        period = zone.get_info(period.end);
        if (period.offset == offset) continue;  // only the name changed
        changes.push_back(change_at(period));
        offset = period.offset;
    }
    return ZoneOffsets::make(first, std::move(changes));
}

}  // namespace

Result<ZoneOffsets> zone_offsets_from_tzdb(const std::string& zone, Years years) {
    try {
        return walk(*date::locate_zone(zone), years);
    } catch (const std::exception&) {  // the library reports unknown names only so
        return fail(Errc::not_found, "time zone \"" + zone.substr(0, 64) + "\" is unknown");
    }
}

}  // namespace kiosk::locale
