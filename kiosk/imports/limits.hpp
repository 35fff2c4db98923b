// kiosk/imports/limits.hpp — how much an attendee list may hold.
//
// Each limit has a test at the limit and one above. Bytes are bytes of UTF-8, whatever the file's
// encoding was.
#pragma once

#include <cstddef>

namespace kiosk::imports {

inline constexpr std::size_t kFileBytesMax = 512UL * 1024 * 1024;
inline constexpr std::size_t kRowsMax = 2'000'000;  // as many as a roster holds
inline constexpr std::size_t kColumnsMax = 256;
inline constexpr std::size_t kCellBytesMax = 64UL * 1024;
inline constexpr std::size_t kTextBytesMax = 1024;    // name, company, order, product, note: each
inline constexpr std::size_t kEmailBytesMax = 254;    // RFC 5321 4.5.3.1.3 less the angle brackets
inline constexpr std::size_t kMediaMax = 16;          // bands and cards of one ticket
inline constexpr std::size_t kRejectionsKept = 1000;  // the rest is counted only

}  // namespace kiosk::imports
