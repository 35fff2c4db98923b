// kiosk/wire/wording.hpp — what staff read for each reason, in every language of the program.
//
// First line: what it is. Next step: on check and stop what to do now, naming a place, person or
// act; on go what staff should say. Every text is filled here, so that screen, command line and
// log say the same. The texts themselves are the language packs' (kiosk/words).
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "kiosk/base/time.hpp"
#include "kiosk/core/decision.hpp"
#include "kiosk/core/engine/outcome.hpp"
#include "kiosk/ports/station_port.hpp"

namespace kiosk::wire {

// Prints times in the event's time zone.
struct TimeText {
    std::function<std::string(UtcTime)> time_of_day;      // "09:42"
    std::function<std::chrono::local_days(UtcTime)> day;  // told where it is not today
};

// The two lines of a verdict, each by language ("en", "fr", "ar"...). What a venue's own rule says
// is there in English and French alone.
struct Wording {
    ports::LocalText message;
    ports::LocalText next;
};

[[nodiscard]] Wording wording_of(const core::Outcome& outcome, const ports::StatusView& status,
                                 const TimeText& time_text);

// The first line alone; it has no placeholders.
[[nodiscard]] ports::LocalText message_of(core::Reason reason);

}  // namespace kiosk::wire
