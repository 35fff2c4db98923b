// kiosk/wire/rfc3339.hpp — times as text: "2027-03-10T09:42:07.113Z".
#pragma once

#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/base/time.hpp"

namespace kiosk::wire {

// UTC with exactly three decimals, RFC 3339 section 5.6. Years 0000 to 9999.
[[nodiscard]] std::string to_rfc3339(UtcTime time);

// Takes what kiosk::parse_iso_time takes; finer decimals are cut. Errc::invalid_input otherwise.
[[nodiscard]] Result<UtcTime> parse_rfc3339(std::string_view text);

}  // namespace kiosk::wire
