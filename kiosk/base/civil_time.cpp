// kiosk/base/civil_time.cpp — arithmetic with offsets; searching the table.
#include "kiosk/base/civil_time.hpp"

#include <algorithm>

namespace kiosk {
namespace {

using std::chrono::microseconds;
using std::chrono::seconds;

LocalTime shifted(FineTime at, seconds offset) {
    return LocalTime(at.time_since_epoch() + offset);
}

FineTime unshifted(LocalTime local, seconds offset) {
    return FineTime(local.time_since_epoch() - offset);
}

std::string two_digits(unsigned number) {
    return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

}  // namespace

Result<ZoneOffsets> ZoneOffsets::make(seconds first, std::vector<Change> changes) {
    if (changes.size() > kChangesMax) {
        return fail(Errc::too_large, "time zone has " + std::to_string(changes.size()) +
                                         " changes, limit " + std::to_string(kChangesMax));
    }
    const auto too_far = [](seconds offset) { return offset > kOffsetMax || offset < -kOffsetMax; };
    if (too_far(first)) return fail(Errc::invalid_input, "time zone offset is over 26 hours");
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (too_far(changes[i].offset)) {
            return fail(Errc::invalid_input, "time zone offset is over 26 hours");
        }
        if (i > 0 && changes[i].at <= changes[i - 1].at) {
            return fail(Errc::invalid_input, "time zone changes do not ascend");
        }
    }
    ZoneOffsets zone;
    zone.first_ = first;
    zone.changes_ = std::move(changes);
    return zone;
}

seconds ZoneOffsets::offset_before(std::size_t change) const {
    return change == 0 ? first_ : changes_[change - 1].offset;
}

seconds ZoneOffsets::offset_at(FineTime at) const {
    const auto next = std::ranges::upper_bound(changes_, at, {}, &Change::at);
    return offset_before(static_cast<std::size_t>(next - changes_.begin()));
}

LocalTime ZoneOffsets::to_local(FineTime at) const {
    return shifted(at, offset_at(at));
}

FineTime ZoneOffsets::to_utc(LocalTime local, Fold fold) const {
    const FineTime earliest = unshifted(local, kOffsetMax);
    const auto near = std::ranges::upper_bound(changes_, earliest, {}, &Change::at);
    for (auto i = static_cast<std::size_t>(near - changes_.begin()); i < changes_.size(); ++i) {
        const seconds before = offset_before(i);
        const seconds after = changes_[i].offset;
        if (local >= shifted(changes_[i].at, std::max(before, after))) continue;
        const bool in_change = local >= shifted(changes_[i].at, std::min(before, after));
        return unshifted(local, in_change && fold == Fold::second ? after : before);
    }
    return unshifted(local, offset_before(changes_.size()));
}

Fold ZoneOffsets::fold_at(FineTime at) const {
    const auto next = std::ranges::upper_bound(changes_, at, {}, &Change::at);
    if (next == changes_.begin()) return Fold::first;
    const auto change = static_cast<std::size_t>(next - changes_.begin()) - 1;
    const seconds repeated = offset_before(change) - changes_[change].offset;
    return at < changes_[change].at + repeated ? Fold::second : Fold::first;
}

std::chrono::local_days ZoneOffsets::day_of(FineTime at) const {
    return std::chrono::floor<std::chrono::days>(to_local(at));
}

unsigned ZoneOffsets::iso_weekday_of(FineTime at) const {
    return std::chrono::weekday(day_of(at)).iso_encoding();
}

FineTime ZoneOffsets::at_time_of_day(FineTime at, microseconds time) const {
    return to_utc(LocalTime(day_of(at)) + time, fold_at(at));
}

std::string to_clock_text(LocalTime local) {
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const auto minutes = std::chrono::floor<std::chrono::minutes>(local - day).count();
    return two_digits(static_cast<unsigned>(minutes / 60)) + ":" +
           two_digits(static_cast<unsigned>(minutes % 60));
}

std::string to_minute_text(LocalTime local) {
    const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(local));
    return std::to_string(static_cast<int>(date.year())) + "-" +
           two_digits(static_cast<unsigned>(date.month())) + "-" +
           two_digits(static_cast<unsigned>(date.day())) + " " + to_clock_text(local);
}

}  // namespace kiosk
