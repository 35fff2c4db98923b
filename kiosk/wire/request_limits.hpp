// kiosk/wire/request_limits.hpp — how long the texts of a request may be, in bytes.
#pragma once

#include <cstddef>

namespace kiosk::wire {

inline constexpr std::size_t kIdMax = 64;    // of a station or zone: longest of the configuration
inline constexpr std::size_t kPinMax = 64;   // a longer one is wrong anyway
inline constexpr std::size_t kTimeMax = 40;  // "2027-03-10T09:42:07.113+01:00", and more digits
inline constexpr std::size_t kAttendeeIdMax = 64;

}  // namespace kiosk::wire
