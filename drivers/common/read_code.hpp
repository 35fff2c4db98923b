// drivers/common/read_code.hpp — one code as a decoder gives it to its source, with its quality.
#pragma once

#include <cstdint>
#include <string>

namespace kiosk::drivers {

enum class ReadQuality : std::uint8_t {
    whole,
    incomplete,   // its end never came
    overlong,     // cut at core::kScanBytesMax
    undecodable,  // all came, but what it says cannot be told
};

struct ReadCode {
    std::string bytes;  // without framing; at most core::kScanBytesMax
    ReadQuality quality = ReadQuality::whole;
    bool by_terminator = true;  // false: ended by length, a mark or silence
    std::string aim;  // symbology identifier such as "]Q1", where sent apart from the bytes

    friend bool operator==(const ReadCode&, const ReadCode&) = default;
};

}  // namespace kiosk::drivers
