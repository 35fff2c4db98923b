// kiosk/core/access/answer_format.hpp — the forms of answers that the server reads.
#pragma once

#include <string_view>

namespace kiosk::core {

[[nodiscard]] std::string_view without_blanks(std::string_view text);

// "3", "-1", "1e3", "2.50", "1,5": an optional sign, digits with one point or comma, an exponent.
[[nodiscard]] bool is_decimal_number(std::string_view text);

// "2000-02-29", "29.02.2000", "29/02/2000", each also followed by a time of day.
[[nodiscard]] bool is_date(std::string_view text);

// "9:00", "21:30", "21:30:15".
[[nodiscard]] bool is_time_of_day(std::string_view text);

// Two letters (ISO 3166-1 alpha-2). Which codes are given out is left to the server.
[[nodiscard]] bool is_country_code(std::string_view text);

}  // namespace kiosk::core
