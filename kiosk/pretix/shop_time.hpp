// kiosk/pretix/shop_time.hpp — the forms of a time that the shop's server reads and never writes.
//
// Its API writes one form; a list's rule, and a case by hand, may have another. Beside what
// parse_iso_time() and parse_time_of_day() read: small letters "t" and "z", a decimal comma, more
// than six decimals (cut), an offset of hours alone.
#pragma once

#include <chrono>
#include <string_view>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::pretix {

inline constexpr std::size_t kShopTimeMax = 64;  // bytes of a time

// Errc::invalid_input names the text; Errc::too_large past kShopTimeMax.
[[nodiscard]] Result<FineTime> parse_shop_time(std::string_view text);

// Of a date and an offset, which the server reads too, nothing counts. Errors as above.
[[nodiscard]] Result<std::chrono::microseconds> parse_shop_time_of_day(std::string_view text);

}  // namespace kiosk::pretix
