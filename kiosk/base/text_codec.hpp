// kiosk/base/text_codec.hpp — strict hexadecimal.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kiosk {

// Lower-case digits, two a byte.
[[nodiscard]] std::string to_hex(std::span<const std::uint8_t> bytes);

// Fills `out` exactly; false for another length or any character but 0-9 and a-f.
[[nodiscard]] bool from_hex(std::string_view text, std::span<std::uint8_t> out);

}  // namespace kiosk
