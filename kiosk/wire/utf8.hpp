// kiosk/wire/utf8.hpp — is this text UTF-8, and how many characters does it have?
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kiosk::wire {

// The code points of the text; nothing where it is not well-formed UTF-8 (RFC 3629: no overlong
// forms, no surrogates, nothing above U+10FFFF).
[[nodiscard]] std::optional<std::u32string> decode_utf8(std::string_view text);

// True for letters outside the Latin alphabet: one of them already tells people apart. Marks and
// punctuation do not count.
[[nodiscard]] bool is_beyond_latin(char32_t character);

}  // namespace kiosk::wire
