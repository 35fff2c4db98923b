// kiosk/wire/utf8.cpp — strict UTF-8, RFC 3629 section 4.
#include "kiosk/wire/utf8.hpp"

#include <cstddef>
#include <cstdint>

namespace kiosk::wire {
namespace {

struct Form {
    std::size_t length;
    char32_t bits;     // of the first byte
    char32_t minimum;  // smaller values are overlong
};

std::optional<Form> form_of(std::uint8_t first) {
    if (first < 0x80) return Form{1, first, 0};
    if (first >= 0xC2 && first < 0xE0) return Form{2, first & 0x1FU, 0x80};
    if (first >= 0xE0 && first < 0xF0) return Form{3, first & 0x0FU, 0x800};
    if (first >= 0xF0 && first < 0xF5) return Form{4, first & 0x07U, 0x10000};
    return std::nullopt;
}

}  // namespace

std::optional<std::u32string> decode_utf8(std::string_view text) {
    std::u32string characters;
    characters.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto form = form_of(static_cast<std::uint8_t>(text[at]));
        if (!form || text.size() - at < form->length) return std::nullopt;
        char32_t character = form->bits;
        for (std::size_t i = 1; i < form->length; ++i) {
            const auto byte = static_cast<std::uint8_t>(text[at + i]);
            if ((byte & 0xC0U) != 0x80U) return std::nullopt;
            character = (character << 6U) | (byte & 0x3FU);
        }
        const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
        if (character < form->minimum || character > 0x10FFFF || surrogate) return std::nullopt;
        characters += character;
        at += form->length;
    }
    return characters;
}

bool is_beyond_latin(char32_t character) {
    if (character < 0x370) return false;                           // Latin, IPA, marks
    if (character >= 0x1DC0 && character <= 0x1EFF) return false;  // marks, Latin additional
    if (character >= 0x2000 && character <= 0x2BFF) return false;  // punctuation, symbols
    return true;
}

}  // namespace kiosk::wire
