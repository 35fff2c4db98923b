// drivers/common/utf8.cpp — table 3-7 of the Unicode Standard.
#include "drivers/common/utf8.hpp"

#include <cstddef>

namespace kiosk::drivers {
namespace {

char tail_of(char32_t character, unsigned shift) {
    return static_cast<char>(0x80U | (character >> shift & 0x3FU));
}

// Bytes of the sequence that starts here; 0 where it is none.
std::size_t sequence_at(std::string_view bytes) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return 1;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || bytes.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80) return 0;
    }
    if (lead == 0xE0 && byte(1) < 0xA0) return 0;   // overlong
    if (lead == 0xED && byte(1) >= 0xA0) return 0;  // surrogate
    if (lead == 0xF0 && byte(1) < 0x90) return 0;   // overlong
    if (lead == 0xF4 && byte(1) >= 0x90) return 0;  // above 10FFFF
    return length;
}

}  // namespace

void append_utf8(std::string& text, char32_t character) {
    if (character < 0x80) {
        text += static_cast<char>(character);
    } else if (character < 0x800) {
        text += static_cast<char>(0xC0U | character >> 6U);
        text += tail_of(character, 0);
    } else if (character < 0x1'0000) {
        text += static_cast<char>(0xE0U | character >> 12U);
        text += tail_of(character, 6);
        text += tail_of(character, 0);
    } else {
        text += static_cast<char>(0xF0U | character >> 18U);
        text += tail_of(character, 12);
        text += tail_of(character, 6);
        text += tail_of(character, 0);
    }
}

bool is_utf8(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::size_t length = sequence_at(bytes);
        if (length == 0) return false;
        bytes.remove_prefix(length);
    }
    return true;
}

}  // namespace kiosk::drivers
