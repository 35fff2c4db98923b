// kiosk/core/venue/venue_words.hpp — settings and counts of a venue as an explanation says them.
//
// For staff who ask why; English only, dates and times in the event's zone as in the configuration.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/core/venue/venue_policy.hpp"

namespace kiosk::core {

[[nodiscard]] std::string date_text(std::chrono::local_days day);       // "2027-03-10"
[[nodiscard]] std::string clock_text(std::chrono::minutes of_day);      // "08:30"
[[nodiscard]] std::string duration_text(std::chrono::milliseconds d);   // "10 min", "45 s"
[[nodiscard]] std::string joined(const std::vector<std::string>& ids);  // "venue, hall"; "none"

[[nodiscard]] std::string_view words(AntiPassback kind);

// "Tutorial day / Day 1"; "none" for a code that is on no list and names no product.
[[nodiscard]] std::string product_text(const VenueFacts& facts);

// "zones venue, hall; days 2027-03-10, 2027-03-11"
[[nodiscard]] std::string entitlement_text(const Entitlement& one);

// "2027-03-10 08:30 to 18:30; every day 09:00 to 02:00"
[[nodiscard]] std::string hours_text(const Zone& zone);

// All that anti-passback looks at; `known` may be null.
void tell_visit(const VenueFacts& f, const Visit* known, const Telling& tell);

// "49 of 50", "3, no limit"; with "holder inside" where the holder takes no second place.
[[nodiscard]] std::string room_text(const VenueFacts& facts, ZoneNumber zone, FineTime now);

}  // namespace kiosk::core
