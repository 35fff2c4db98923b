// kiosk/cli/terminal_text.hpp — other people's text on an operator's terminal: safe and aligned.
//
// Names and codes come from ticket shops and badges. An escape sequence in one must not clear the
// screen, and a direction override must not make STOP read as GO.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kiosk::cli {

// The text with everything that moves the cursor, hides or reorders text made visible: "\x1b",
// "\u202e". Bytes that are no UTF-8 become "\xff".
[[nodiscard]] std::string printable(std::string_view text);

// Columns that printable text takes: 0 for combining marks, 2 for wide characters.
[[nodiscard]] std::size_t display_width(std::string_view text);

// Filled with blanks to `width` columns; longer text stays as it is.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width, bool right = false);

}  // namespace kiosk::cli
