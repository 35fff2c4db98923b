// kiosk/demo/conference.hpp — the invented conference: five days in Accra and what was sold for it.
//
// Accra keeps UTC all year, so a day of the event is a day of UTC.
#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk::demo {

inline constexpr std::string_view kConferenceName = "Accra Community Conference (demo)";
inline constexpr std::size_t kAttendees = 1204;
inline constexpr int kDays = 5;
inline constexpr int kDemoDay = 3;  // "today" in the demo: first day of talks

// One line of the ticket shop's catalogue.
struct Offer {
    std::string_view product;
    std::string_view variation;
    std::size_t sold;
    int first_day;  // 1 .. kDays; 0: no window, valid at any time
    int last_day;
    std::size_t order_size_max;               // 1: by invitation, never unpaid
    std::span<const std::string_view> notes;  // for the staff; one is taken
};

inline constexpr std::string_view kLivestream = "Livestream";  // the product that opens no door

// All offers; `sold` adds up to kAttendees.
[[nodiscard]] std::span<const Offer> offers();

// The offer with these words; it must exist.
[[nodiscard]] const Offer& offer_of(std::string_view product, std::string_view variation);

// Errc::invalid_input for anything but YYYY-MM-DD from 2000-01-01 to 2099-12-27, so that all five
// days keep four-digit years.
[[nodiscard]] Result<std::chrono::sys_days> parse_day_one(std::string_view text);

// First and last second of the event's day `day` (1 .. kDays) as RFC 3339.
[[nodiscard]] std::string start_of(std::chrono::sys_days day_one, int day);
[[nodiscard]] std::string end_of(std::chrono::sys_days day_one, int day);

}  // namespace kiosk::demo
