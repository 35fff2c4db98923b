// kiosk/core/access/clock_doubt.hpp — deciding when the clock may be wrong.
//
// A small doubt is the guest's: what would be a yes within the error bound is a yes. A large one
// is nobody's to judge by machine: where the answer depends on it, staff look at the ticket.
#pragma once

#include <chrono>

#include "kiosk/core/access/access_policy.hpp"

namespace kiosk::core {

// Above this error bound the clock decides nothing (reliability 4.4).
inline constexpr std::chrono::minutes kClockDoubtMax{10};

// decide_at_door() for a clock that is off by at most `error_bound`; 0 or more.
[[nodiscard]] Decision decide_in_doubt(const Facts& facts, std::chrono::milliseconds error_bound);

}  // namespace kiosk::core
