// kiosk/core/scan.hpp — what a reader saw, where and when; not yet a credential.
//
// Made by drivers and by the API, judged by the engine. The bytes are hostile: they may hold
// anything up to kScanBytesMax.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/base/time.hpp"

namespace kiosk::core {

inline constexpr std::size_t kScanBytesMax =
    8192;  // longest thing any QR code can hold, rounded up

// `automatic`: nobody scanned; the list's time came to check everybody out.
enum class ScanSource : std::uint8_t { scanner, camera, typed, api, automatic };

enum class Direction : std::uint8_t { entry, exit };

struct Scan {
    std::string station;  // id of the station that the reader is bound to
    std::string reader;   // id of the reader, for repeats and for the record
    std::string bytes;    // as read, framing already removed; at most kScanBytesMax
    ScanSource source = ScanSource::scanner;
    Timestamp seen_at;
};

}  // namespace kiosk::core
