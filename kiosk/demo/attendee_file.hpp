// kiosk/demo/attendee_file.hpp — the attendees as the CSV file that kioskctl imports.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/demo/people.hpp"

namespace kiosk::demo {

// The text as one CSV field: quoted where it must be (RFC 4180, section 2).
[[nodiscard]] std::string csv_field(std::string_view text);

// Header and one row for each attendee; UTF-8, comma, line feed. Validity windows follow from the
// event's first day.
[[nodiscard]] std::string attendee_csv(std::span<const Attendee> attendees,
                                       std::chrono::sys_days day_one);

}  // namespace kiosk::demo
