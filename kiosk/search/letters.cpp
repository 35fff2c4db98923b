// kiosk/search/letters.cpp — UTF-8 there and back, RFC 3629 section 3.
#include "kiosk/search/letters.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace kiosk::search {
namespace {

struct Form {
    unsigned char lead;  // the bits that say how long the form is
    unsigned char bits;  // those of the letter in the first byte
    std::size_t more;    // bytes that follow, six bits each
    char32_t beyond;     // the first letter that needs a longer form
};
constexpr std::array<Form, 4> kForms{{{0x00, 0x7F, 0, 0x80},
                                      {0xC0, 0x1F, 1, 0x800},
                                      {0xE0, 0x0F, 2, 0x10000},
                                      {0xF0, 0x07, 3, 0x110000}}};

const Form& form_of(unsigned char first) {
    if (first < 0x80) return kForms[0];
    if (first < 0xE0) return kForms[1];
    return first < 0xF0 ? kForms[2] : kForms[3];
}

}  // namespace

char32_t take_letter(std::string_view& text) {
    const Form& form = form_of(static_cast<unsigned char>(text.front()));
    char32_t letter = static_cast<unsigned char>(text.front()) & form.bits;
    const std::size_t length = std::min(form.more + 1, text.size());
    for (std::size_t i = 1; i < length; ++i) {
        letter = letter << 6U | (static_cast<unsigned char>(text[i]) & 0x3FU);
    }
    text.remove_prefix(length);
    return letter;
}

std::u32string letters_of(std::string_view text) {
    std::u32string letters;
    letters.reserve(text.size());
    while (!text.empty()) letters += take_letter(text);
    return letters;
}

std::string utf8_of(std::u32string_view letters) {
    std::string text;
    for (const char32_t letter : letters) {
        const auto form =
            std::ranges::find_if(kForms, [letter](const Form& one) { return letter < one.beyond; });
        if (form == kForms.end()) continue;  // folding makes none
        text += static_cast<char>(form->lead | letter >> (6 * form->more));
        for (std::size_t left = form->more; left-- > 0;) {
            text += static_cast<char>(0x80U | (letter >> (6 * left) & 0x3FU));
        }
    }
    return text;
}

}  // namespace kiosk::search
