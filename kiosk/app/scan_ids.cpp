// kiosk/app/scan_ids.cpp — time in front, random behind.
#include "kiosk/app/scan_ids.hpp"

#include <algorithm>

#include <sodium.h>

namespace kiosk::app {

core::ScanId make_scan_id(UtcTime now) {
    core::ScanId id;
    randombytes_buf(id.bytes.data(), id.bytes.size());
    const auto since_1970 = std::max<std::int64_t>(0, now.time_since_epoch().count());
    const auto ms = static_cast<std::uint64_t>(since_1970);
    for (std::size_t i = 0; i < 6; ++i) {
        id.bytes[i] = static_cast<std::uint8_t>(ms >> (40U - 8U * i) & 0xFFU);
    }
    id.bytes[6] = static_cast<std::uint8_t>(0x70U | (id.bytes[6] & 0x0FU));  // version 7
    id.bytes[8] = static_cast<std::uint8_t>(0x80U | (id.bytes[8] & 0x3FU));  // variant 10
    return id;
}

}  // namespace kiosk::app
