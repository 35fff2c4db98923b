// kiosk/app/scan_ids.hpp — makes time-ordered ids of scans.
#pragma once

#include "kiosk/base/time.hpp"
#include "kiosk/core/ids.hpp"

namespace kiosk::app {

// A fresh UUID of version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then random
// bits. Times before 1970 count as 1970. Any thread.
[[nodiscard]] core::ScanId make_scan_id(UtcTime now);

}  // namespace kiosk::app
