// kiosk/core/access/past_check_in.hpp — what a decision may know of an earlier check-in.
#pragma once

#include <cstdint>
#include <string_view>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/core/scan.hpp"

namespace kiosk::core {

// A successful check-in on the list at hand. Refused scans and other lists never come here.
struct PastCheckIn {
    Direction direction = Direction::entry;
    FineTime at;
    std::string_view station;  // id of the station that recorded it
    std::string_view nonce;    // of the request that made it; empty = none
    std::int64_t device = 0;   // the sender's number; with the nonce it tells a repeated request
};

}  // namespace kiosk::core
