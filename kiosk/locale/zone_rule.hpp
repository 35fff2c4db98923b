// kiosk/locale/zone_rule.hpp — the yearly clock changes that a zone file states behind its table.
//
// A zoneinfo file spells its changes out to 2037 and gives for all years after them one rule, in
// the form of the POSIX variable TZ with the extensions of RFC 8536, section 3.3.1:
// "CET-1CEST,M3.5.0,M10.5.0/3".
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string_view>

#include "kiosk/base/civil_time.hpp"

namespace kiosk::locale {

// One change of each year: "M3.5.0/3" is the last Sunday of March, 03:00 by the clock before it.
struct YearlyChange {
    unsigned month = 1;    // 1 to 12
    unsigned week = 1;     // 1 to 5; 5 is the last one
    unsigned weekday = 0;  // 0 is Sunday
    std::chrono::seconds time = std::chrono::hours(2);
    std::chrono::seconds before{0};  // offset until then
    std::chrono::seconds after{0};   // offset from then on
};

// The two changes of a rule; nothing for a zone without summer time, and for a text that is none or
// counts days otherwise ("J60"), which no zone of today does.
[[nodiscard]] std::optional<std::array<YearlyChange, 2>> zone_rule_from(std::string_view text);

[[nodiscard]] ZoneOffsets::Change change_of(const YearlyChange& change, std::chrono::year year);

}  // namespace kiosk::locale
