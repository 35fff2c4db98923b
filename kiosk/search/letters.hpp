// kiosk/search/letters.hpp — the code points of folded text, which is UTF-8 by construction.
#pragma once

#include <string>
#include <string_view>

namespace kiosk::search {

// The first code point of `text`, which is not empty, and loses it.
[[nodiscard]] char32_t take_letter(std::string_view& text);

[[nodiscard]] std::u32string letters_of(std::string_view text);

[[nodiscard]] std::string utf8_of(std::u32string_view letters);

}  // namespace kiosk::search
