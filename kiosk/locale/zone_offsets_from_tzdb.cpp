// kiosk/locale/zone_offsets_from_tzdb.cpp — walks a zone's periods and notes each change.
#include "kiosk/locale/zone_offsets_from_tzdb.hpp"

#include <array>
#include <exception>
#include <filesystem>
#include <fstream>
#include <utility>
#include <vector>

#include <date/tz.h>

#include "kiosk/locale/zone_rule.hpp"

namespace kiosk::locale {
namespace {

std::chrono::sys_seconds start_of(int year) {
    return std::chrono::sys_days(std::chrono::year(year) / 1 / 1);
}

ZoneOffsets::Change change_at(const date::sys_info& period) {
    return {.at = std::chrono::sys_seconds(period.begin.time_since_epoch()),
            .offset = period.offset};
}

// The last line of the zone's file; empty where there is none. The library does not read it.
std::string rule_text_of(const std::string& zone) {
    constexpr std::size_t kFileMax = 64UL * 1024;  // the largest has 4 kB
    std::ifstream file(std::filesystem::path("/usr/share/zoneinfo") / zone, std::ios::binary);
    std::string bytes(kFileMax, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    if (!bytes.ends_with('\n')) return {};
    bytes.pop_back();
    const auto line = bytes.rfind('\n');
    return line == std::string::npos ? std::string() : bytes.substr(line + 1);
}

// Goes on behind the last change that the file spells out.
void extend(std::vector<ZoneOffsets::Change>& changes, const std::string& zone, Years years) {
    const auto rule = zone_rule_from(rule_text_of(zone));
    if (!rule || changes.empty()) return;
    const std::chrono::year_month_day last_day(
        std::chrono::floor<std::chrono::days>(changes.back().at));
    for (auto year = last_day.year(); static_cast<int>(year) <= years.last; ++year) {
        std::array both{change_of((*rule)[0], year), change_of((*rule)[1], year)};
        if (both[1].at < both[0].at) std::swap(both[0], both[1]);
        for (const auto& change : both) {
            if (change.at > changes.back().at && change.offset != changes.back().offset) {
                changes.push_back(change);
            }
        }
    }
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
    extend(changes, zone.name(), years);
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
