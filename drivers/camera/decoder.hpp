// drivers/camera/decoder.hpp — one pass of ZXing over one frame.
//
// The only door to ZXing; decoder.cpp alone knows which version it is. Thread-safe: no state.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/camera/frame.hpp"

namespace kiosk::drivers {

struct Corner {
    int x = 0;  // pixels from the left
    int y = 0;  // pixels from the top

    friend bool operator==(const Corner&, const Corner&) = default;
};

struct DecodedCode {
    std::string bytes;   // what a ticket is: as a scanner gives it, see scan_bytes()
    std::string text;    // UTF-8 by the code's declared or guessed character set: for people only
    std::string format;  // "QRCode", "MicroQRCode", "rMQRCode"
    std::array<Corner, 4> corners;  // top left, top right, bottom right, bottom left of the code
    bool is_part = false;           // one of several codes that hold one text: never a whole ticket

    friend bool operator==(const DecodedCode&, const DecodedCode&) = default;
};

enum class Threshold : std::uint8_t {
    local,   // a threshold for each neighbourhood: photographs
    global,  // one threshold for the picture, from its histogram
    fixed,   // 127: pictures that are black and white already
};

struct DecodeOptions {
    Threshold threshold = Threshold::local;
    bool micro_qr = false;  // also Micro QR (and rMQR, where ZXing is 2.3 or later)
    bool downscale = true;  // also look at reduced copies
    bool thorough = true;   // look at every row instead of a sample of them
};

inline constexpr int kCodesPerFrameMax = 32;

// Reads every QR code it can, at most kCodesPerFrameMax. None holds more than core::kScanBytesMax:
// ISO/IEC 18004, table 7 ends at 7089 characters.
[[nodiscard]] std::vector<DecodedCode> decode_codes(const Frame& frame,
                                                    const DecodeOptions& options);

// "ZXing-cpp 1.4.0": for reports and measured tables.
[[nodiscard]] std::string_view decoder_name();

}  // namespace kiosk::drivers
