// kiosk/core/ticket/base64.hpp — strict standard Base64 (RFC 4648, section 4): one text a value.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::core {

enum class Base64Fault : std::uint8_t {
    none,
    alphabet,       // a sign outside A-Z a-z 0-9 + / =
    padding,        // length not a multiple of four, or padding missing, misplaced or too long
    not_canonical,  // the bits that no byte uses are not zero
};

struct Base64Reading {
    Base64Fault fault = Base64Fault::none;
    std::vector<std::uint8_t> bytes;  // empty with a fault
};

// Faults are found in the order of the enumerators. Linear in the text; the caller bounds it.
[[nodiscard]] Base64Reading read_base64(std::string_view text);

// With padding. Not for secrets: its time depends on nothing but the length, its copies are not
// wiped.
[[nodiscard]] std::string write_base64(std::span<const std::uint8_t> bytes);

}  // namespace kiosk::core
