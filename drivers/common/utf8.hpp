// drivers/common/utf8.hpp — writing and recognising UTF-8 (RFC 3629).
#pragma once

#include <string>
#include <string_view>

namespace kiosk::drivers {

// `character` is a Unicode scalar value: at most 10FFFF, no surrogate.
void append_utf8(std::string& text, char32_t character);

// Strict: no overlong forms, no surrogates, nothing above 10FFFF.
[[nodiscard]] bool is_utf8(std::string_view bytes);

}  // namespace kiosk::drivers
