// kiosk/core/access/answer_format.hpp — the forms of answers that the server reads.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

#include "kiosk/base/civil_time.hpp"

namespace kiosk::core {

[[nodiscard]] std::string_view without_blanks(std::string_view text);

// "3", "-1", "1e3", "2.50": an optional sign, digits with one point, an exponent. No comma: neither
// the server nor its scanning app reads one. Infinite, or 0, where no double is as large or as
// small.
[[nodiscard]] std::optional<double> decimal_number_in(std::string_view text);

struct WrittenTime {
    LocalTime local;
    std::optional<std::chrono::seconds> offset;  // where one is stated
};

// "2000-02-29", "29.02.2000", "29/02/2000", each also followed by a time of day and an offset.
// Years of two digits are 1969 to 2068 (POSIX strptime, %y).
[[nodiscard]] std::optional<WrittenTime> date_in(std::string_view text);

// "9:00", "21:30", "21:30:15"; of a date the server takes the time that stands behind it, else
// 0:00.
[[nodiscard]] bool has_time_of_day(std::string_view text);

// Unicode code points of well-formed UTF-8.
[[nodiscard]] std::size_t length_of(std::string_view text);

}  // namespace kiosk::core
