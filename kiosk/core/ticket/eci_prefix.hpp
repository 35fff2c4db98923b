// kiosk/core/ticket/eci_prefix.hpp — takes off the mark of a text encoding before a code.
#pragma once

#include <string_view>

namespace kiosk::core {

// Some scanners send "\000026" in front of a QR code that states its encoding (AIM ECI
// assignments 1, 3, 26, 27: Latin-1 and UTF-8 and ASCII). Those four are removed, once.
[[nodiscard]] std::string_view without_eci_prefix(std::string_view text);

}  // namespace kiosk::core
