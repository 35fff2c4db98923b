// kiosk/core/ticket/base64.cpp — four signs, three bytes.
#include "kiosk/core/ticket/base64.hpp"

#include <algorithm>
#include <optional>

namespace kiosk::core {
namespace {

std::optional<std::uint32_t> digit(char c) {
    const auto letter = static_cast<std::uint32_t>(static_cast<unsigned char>(c));
    if (c >= 'A' && c <= 'Z') return letter - 'A';
    if (c >= 'a' && c <= 'z') return letter - 'a' + 26;
    if (c >= '0' && c <= '9') return letter - '0' + 52;
    if (c == '+') return 62;
    if (c == '/') return 63;
    return std::nullopt;
}

bool in_alphabet(char c) {
    return c == '=' || digit(c);
}

}  // namespace

Base64Reading read_base64(std::string_view text) {
    if (!std::ranges::all_of(text, in_alphabet)) return {Base64Fault::alphabet, {}};
    const auto letters = std::min(text.find('='), text.size());
    const auto padding = text.size() - letters;
    if (text.size() % 4 != 0 || padding > 2 ||
        !std::ranges::all_of(text.substr(letters), [](char c) { return c == '='; })) {
        return {Base64Fault::padding, {}};
    }
    Base64Reading reading;
    reading.bytes.reserve(text.size() / 4 * 3);
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text.substr(0, letters)) {
        bits = bits << 6U | *digit(c);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        reading.bytes.push_back(static_cast<std::uint8_t>(bits >> static_cast<unsigned>(count)));
        bits &= (1U << static_cast<unsigned>(count)) - 1U;
    }
    if (bits != 0) return {Base64Fault::not_canonical, {}};
    return reading;
}

std::string write_base64(std::span<const std::uint8_t> bytes) {
    constexpr std::string_view kLetters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const auto part = bytes.subspan(at, std::min<std::size_t>(3, bytes.size() - at));
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i) bits = bits << 8U | (i < part.size() ? part[i] : 0U);
        for (std::size_t i = 0; i < 4; ++i) {
            text += i <= part.size() ? kLetters[bits >> (18U - 6U * i) & 63U] : '=';
        }
    }
    return text;
}

}  // namespace kiosk::core
