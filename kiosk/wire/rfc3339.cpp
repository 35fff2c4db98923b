// kiosk/wire/rfc3339.cpp — prints milliseconds; parsing is base's.
#include "kiosk/wire/rfc3339.hpp"

#include <chrono>

#include <fmt/format.h>

#include "kiosk/base/civil_time.hpp"

namespace kiosk::wire {
std::string to_rfc3339(UtcTime time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{time - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                       clock.subseconds().count());
}

Result<UtcTime> parse_rfc3339(std::string_view text) {
    const auto time = KIOSK_TRY(parse_iso_time(text));
    return std::chrono::floor<std::chrono::milliseconds>(time);
}

}  // namespace kiosk::wire
