// kiosk/app/build_time.hpp — when this program was built: no clock that runs it is right before.
#pragma once

#include "kiosk/base/time.hpp"

namespace kiosk::app {

// A day earlier, since the machine that built it has a clock of its own.
[[nodiscard]] UtcTime earliest_right_time();

}  // namespace kiosk::app
