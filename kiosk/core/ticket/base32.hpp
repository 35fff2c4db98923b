// kiosk/core/ticket/base32.hpp — strict Base32 (RFC 4648, section 6): one text a value.
//
// Upper case only and no padding: the form that fits the alphanumeric mode of QR codes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kiosk::core {

enum class Base32Fault : std::uint8_t {
    none,
    length,         // not the number of signs that `out` needs
    alphabet,       // a sign outside A-Z 2-7
    not_canonical,  // the bits that no byte uses are not zero
};

// Signs that this many bytes take.
[[nodiscard]] constexpr std::size_t base32_length(std::size_t bytes) {
    return (bytes * 8 + 4) / 5;
}

// True for A-Z and 2-7.
[[nodiscard]] bool is_base32(std::string_view text);

// Fills `out` exactly; its content means nothing after a fault. Faults are found in the order of
// the enumerators.
[[nodiscard]] Base32Fault read_base32(std::string_view text, std::span<std::uint8_t> out);

// The one text of these bytes.
[[nodiscard]] std::string base32_text(std::span<const std::uint8_t> bytes);

}  // namespace kiosk::core
