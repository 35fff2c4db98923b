// kiosk/imports/date_text.hpp — dates and times as lists write them.
//
// Understood: 2027-03-10, 2027-03-10 09:30, 2027-03-10T09:30:15.250Z, an offset such as +01:00 or
// +0100, and the German 10.03.2027 09:30. Not understood on purpose: 10/03/2027, which is March in
// Paris and October in New York.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace kiosk::imports {

struct DateText {
    std::chrono::local_time<std::chrono::milliseconds> local;
    std::optional<std::chrono::minutes> utc_offset;  // absent where the text names no zone
    bool has_time = false;
};

// Years 1970 to 2199; nothing before or behind the date.
[[nodiscard]] std::optional<DateText> parse_date(std::string_view text);

}  // namespace kiosk::imports
