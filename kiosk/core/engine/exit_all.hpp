// kiosk/core/engine/exit_all.hpp — when a list checks everybody out.
//
// Each local day has one such moment. A time that the clock skips comes an hour later, at the same
// distance from midnight; of a time that it shows twice the second is meant: whoever comes in the
// hour between must still be seen out.
#pragma once

#include <chrono>

#include "kiosk/base/civil_time.hpp"

namespace kiosk::core {

// The first such moment at or after `from`.
[[nodiscard]] FineTime next_exit_all(const ZoneOffsets& zone, std::chrono::microseconds time_of_day,
                                     FineTime from);

}  // namespace kiosk::core
