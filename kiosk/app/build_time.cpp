// kiosk/app/build_time.cpp — the moment of configuring, or SOURCE_DATE_EPOCH where that is set.
#include "kiosk/app/build_time.hpp"

#include <chrono>

namespace kiosk::app {

UtcTime earliest_right_time() {
    return UtcTime(std::chrono::seconds(KIOSK_BUILD_TIME)) - std::chrono::days(1);
}

}  // namespace kiosk::app
