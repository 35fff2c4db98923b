// drivers/usb_scanner/alt_code.cpp — numbers, and the upper half of Windows-1252.
#include "drivers/usb_scanner/alt_code.hpp"

#include <array>
#include <charconv>
#include <utility>

#include "drivers/common/utf8.hpp"

namespace kiosk::drivers {
namespace {

constexpr std::size_t kDigitsMax = 8;

// Windows-1252 from 80 to 9F (unicode.org, best fit tables); 0 is not assigned.
constexpr std::array<char16_t, 32> kWindows1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

}  // namespace

void AltCode::add(char digit) {
    // One digit too many stays: the number is senseless then.
    if (digits_.size() <= kDigitsMax) digits_ += digit;
}

std::optional<AltCharacter> AltCode::take() {
    const std::string digits = std::exchange(digits_, {});
    const bool hexadecimal = std::exchange(hexadecimal_, false);
    std::uint32_t number = 0;
    const char* end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, number, hexadecimal ? 16 : 10);
    if (read.ec != std::errc() || read.ptr != end || digits.size() > kDigitsMax) {
        return std::nullopt;
    }
    if (hexadecimal) {
        const bool surrogate = number >= 0xD800 && number <= 0xDFFF;
        if (surrogate || number > 0x10'FFFF) return std::nullopt;
        return AltCharacter{.value = number};
    }
    number %= 256;  // as Windows takes it
    return AltCharacter{
        .value = number, .is_byte = number >= 0x80, .old_page = number >= 0x80 && digits[0] != '0'};
}

std::optional<std::string> text_of_bytes(std::string_view bytes, bool old_page) {
    if (is_utf8(bytes)) return std::string(bytes);
    if (old_page) return std::nullopt;
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        const char32_t character =
            byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80U] : char32_t{byte};
        if (character == 0) return std::nullopt;
        append_utf8(text, character);
    }
    return text;
}

}  // namespace kiosk::drivers
