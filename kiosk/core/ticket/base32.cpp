// kiosk/core/ticket/base32.cpp — eight signs, five bytes.
#include "kiosk/core/ticket/base32.hpp"

#include <algorithm>
#include <array>

namespace kiosk::core {
namespace {

constexpr std::string_view kSigns = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::uint8_t kNoDigit = 0xFF;

constexpr std::array<std::uint8_t, 256> kDigits = [] {
    std::array<std::uint8_t, 256> digits{};
    digits.fill(kNoDigit);
    for (std::size_t i = 0; i < kSigns.size(); ++i) {
        digits[static_cast<unsigned char>(kSigns[i])] = static_cast<std::uint8_t>(i);
    }
    return digits;
}();

std::uint8_t digit(char sign) {
    return kDigits[static_cast<unsigned char>(sign)];
}

}  // namespace

bool is_base32(std::string_view text) {
    return std::ranges::none_of(text, [](char sign) { return digit(sign) == kNoDigit; });
}

Base32Fault read_base32(std::string_view text, std::span<std::uint8_t> out) {
    if (text.size() != base32_length(out.size())) return Base32Fault::length;
    if (!is_base32(text)) return Base32Fault::alphabet;
    std::uint32_t bits = 0;
    unsigned count = 0;  // bits that wait for their byte to be full; less than 8
    std::size_t at = 0;
    for (const char sign : text) {
        bits = bits << 5U | digit(sign);
        count += 5;
        if (count < 8) continue;
        count -= 8;
        out[at++] = static_cast<std::uint8_t>(bits >> count);
        bits &= (1U << count) - 1U;
    }
    return bits == 0 ? Base32Fault::none : Base32Fault::not_canonical;
}

std::string base32_text(std::span<const std::uint8_t> bytes) {
    std::string text;
    text.reserve(base32_length(bytes.size()));
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const std::uint8_t byte : bytes) {
        bits = bits << 8U | byte;
        count += 8;
        while (count >= 5) {
            count -= 5;
            text += kSigns[bits >> count & 31U];
        }
        bits &= (1U << count) - 1U;
    }
    if (count > 0) text += kSigns[bits << (5U - count) & 31U];
    return text;
}

}  // namespace kiosk::core
