// tests/builders/sig1_text.hpp — bytes as the text of a pretix_sig1 code.
//
// Written here a second time on purpose: what encodes for a test must not be what it tests.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kiosk::testing {

// Base64 of RFC 4648, section 4, read backwards: the one text of these bytes.
inline std::string sig1_text_of(std::span<const std::uint8_t> bytes) {
    constexpr std::string_view kSigns =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 3; ++k) bits = bits << 8U | (k < count ? bytes[i + k] : 0U);
        for (std::size_t k = 0; k < 4; ++k) {
            text += k <= count ? kSigns[bits >> (18U - 6U * k) & 63U] : '=';
        }
    }
    return {text.rbegin(), text.rend()};
}

}  // namespace kiosk::testing
