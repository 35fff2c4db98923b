// drivers/common/scan_bytes.hpp — the bytes of a scan, from a code as a decoder gave it.
#pragma once

#include <string>

#include "drivers/common/read_code.hpp"

namespace kiosk::drivers {

// CANCEL: what stands before it is in error (ECMA-48, 8.3.6). No ticket holds it, so a damaged code
// that ends with it is answered "code not read", and never looked up as if it were a shorter one.
inline constexpr char kCancel = '\x18';

// At most core::kScanBytesMax bytes. Where the symbology identifier says that the code states its
// character set ("ECI", ISO/IEC 15424), the doubled backslashes and \NNNNNN marks of that protocol
// are undone: UTF-8 and Latin-1 become UTF-8; of another set the bytes cannot be told.
[[nodiscard]] std::string scan_bytes(ReadCode code);

}  // namespace kiosk::drivers
