// kiosk/core/venue/zone.cpp — the days and hours of a zone.
#include "kiosk/core/venue/zone.hpp"

#include <algorithm>

namespace kiosk::core {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::minutes;

// Of a time that the clock shows twice, the first: a day has one beginning.
FineTime at_clock(local_days day, minutes time, const ZoneOffsets& local) {
    return local.to_utc(LocalTime(day) + time, Fold::first);
}

bool opens_on(const OpenHours& hours, local_days day) {
    return hours.days.empty() || std::ranges::find(hours.days, day) != hours.days.end();
}

FineTime closing(const OpenHours& hours, local_days day, const ZoneOffsets& local) {
    const bool over_midnight = hours.until <= hours.from;
    return at_clock(over_midnight ? day + days(1) : day, hours.until, local);
}

bool is_within(const OpenHours& hours, FineTime first, FineTime last, const ZoneOffsets& local) {
    const local_days newest = local.day_of(last);
    for (local_days day = local.day_of(first) - days(1); day <= newest; day += days(1)) {
        if (opens_on(hours, day) && at_clock(day, hours.from, local) <= last &&
            first < closing(hours, day, local)) {
            return true;
        }
    }
    return false;
}

}  // namespace

FineTime start_of(const Zone& zone, local_days day, const ZoneOffsets& local) {
    return at_clock(day, zone.reset_at.value_or(minutes(0)), local);
}

local_days day_of(const Zone& zone, FineTime at, const ZoneOffsets& local) {
    const local_days date = local.day_of(at);
    return start_of(zone, date, local) <= at ? date : date - days(1);
}

FineTime day_start(const Zone& zone, FineTime at, const ZoneOffsets& local) {
    return start_of(zone, day_of(zone, at, local), local);
}

bool is_open(const Zone& zone, FineTime first, FineTime last, const ZoneOffsets& local) {
    if (zone.open.empty()) return true;
    return std::ranges::any_of(
        zone.open, [&](const OpenHours& hours) { return is_within(hours, first, last, local); });
}

std::optional<FineTime> opens_next(const Zone& zone, FineTime at, const ZoneOffsets& local) {
    std::optional<FineTime> next;
    const auto consider = [&](const OpenHours& hours, local_days day) {
        const FineTime opening = at_clock(day, hours.from, local);
        if (opening > at && (!next || opening < *next)) next = opening;
    };
    for (const auto& hours : zone.open) {
        const local_days today = local.day_of(at);
        if (hours.days.empty()) {
            consider(hours, today);
            consider(hours, today + days(1));
        }
        for (const local_days day : hours.days) consider(hours, day);
    }
    return next;
}

}  // namespace kiosk::core
