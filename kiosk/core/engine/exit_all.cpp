// kiosk/core/engine/exit_all.cpp — local days and their moment.
#include "kiosk/core/engine/exit_all.hpp"

namespace kiosk::core {
namespace {

FineTime moment_of(const ZoneOffsets& zone, std::chrono::microseconds time_of_day,
                   std::chrono::local_days day) {
    const LocalTime local = LocalTime(day) + time_of_day;
    const FineTime second = zone.to_utc(local, Fold::second);
    if (zone.to_local(second) == local) return second;
    // The clock skips the time: the server shows one hour more then, however much is skipped.
    return zone.to_utc(local + std::chrono::hours(1), Fold::second);
}

}  // namespace

FineTime next_exit_all(const ZoneOffsets& zone, std::chrono::microseconds time_of_day,
                       FineTime from) {
    // A day earlier than that of `from`: a skipped time may come after midnight of the next day.
    auto day = zone.day_of(from) - std::chrono::days(1);
    FineTime moment = moment_of(zone, time_of_day, day);
    while (moment < from) {
        day += std::chrono::days(1);
        moment = moment_of(zone, time_of_day, day);
    }
    return moment;
}

}  // namespace kiosk::core
