// kiosk/cli/terminal_text.cpp — escapes by code point, widths by the C library.
#include "kiosk/cli/terminal_text.hpp"

#include <fmt/core.h>
#include <locale.h>
#include <wchar.h>

#include "kiosk/wire/utf8.hpp"

namespace kiosk::cli {
namespace {

bool is_dangerous(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) ||        // C0, DEL, C1
           c == 0x061C || c == 0x200E || c == 0x200F ||  // direction marks
           (c >= 0x2028 && c <= 0x202E) ||               // line separators, embeddings, overrides
           (c >= 0x2060 && c <= 0x206F) ||               // invisible operators, isolates
           c == 0x200B || c == 0xFEFF ||                 // zero-width space, byte order mark
           (c >= 0xFFF9 && c <= 0xFFFB) ||               // interlinear annotation
           (c >= 0xE0000 && c <= 0xE0FFF);               // tags
}

void append_utf8(std::string& text, char32_t c) {
    const auto tail = [&](unsigned shift) {
        text += static_cast<char>(0x80U | ((static_cast<unsigned>(c) >> shift) & 0x3FU));
    };
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += static_cast<char>(0xC0U | (static_cast<unsigned>(c) >> 6U));
        tail(0);
    } else if (c < 0x10000) {
        text += static_cast<char>(0xE0U | (static_cast<unsigned>(c) >> 12U));
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xF0U | (static_cast<unsigned>(c) >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

std::string escape_bytes(std::string_view text) {
    std::string shown;
    for (const char byte : text) {
        const auto number = static_cast<unsigned char>(byte);
        if (number < 0x20 || number >= 0x7F) {
            shown += fmt::format("\\x{:02x}", number);
        } else {
            shown += byte;
        }
    }
    return shown;
}

// wcwidth(3) asks the thread's locale; C.UTF-8 is part of every Debian and knows all widths.
int width_of(char32_t c) {
    static const locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    if (utf8 == nullptr) {
        return 1;
    }
    const locale_t before = uselocale(utf8);
    const int width = wcwidth(static_cast<wchar_t>(c));
    uselocale(before);
    return width < 0 ? 1 : width;
}

}  // namespace

std::string printable(std::string_view text) {
    const auto characters = wire::decode_utf8(text);
    if (!characters) {
        return escape_bytes(text);
    }
    std::string shown;
    for (const char32_t c : *characters) {
        if (!is_dangerous(c)) {
            append_utf8(shown, c);
        } else if (c < 0x100) {
            shown += fmt::format("\\x{:02x}", static_cast<unsigned>(c));
        } else {
            shown += fmt::format("\\u{{{:x}}}", static_cast<unsigned>(c));
        }
    }
    return shown;
}

std::size_t display_width(std::string_view text) {
    const auto characters = wire::decode_utf8(text);
    if (!characters) {
        return text.size();
    }
    std::size_t width = 0;
    for (const char32_t c : *characters) {
        width += static_cast<std::size_t>(width_of(c));
    }
    return width;
}

std::string padded(std::string_view text, std::size_t width, bool right) {
    const std::size_t taken = display_width(text);
    const std::string blanks(taken < width ? width - taken : 0, ' ');
    return right ? blanks + std::string(text) : std::string(text) + blanks;
}

}  // namespace kiosk::cli
