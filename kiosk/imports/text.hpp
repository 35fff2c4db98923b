// kiosk/imports/text.hpp — small treatments of cell texts.
#pragma once

#include <string>
#include <string_view>

namespace kiosk::imports {

// Without ASCII white space and no-break spaces (U+00A0) at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

// Without the apostrophe that tables get before a cell that would else be a formula (csv_text.hpp).
[[nodiscard]] std::string_view unguarded(std::string_view text);

// Trimmed, with each run of tabs and line breaks as one space.
[[nodiscard]] std::string one_line(std::string_view text);

// For messages: trimmed, on one line, at most 40 bytes, then an ellipsis; cut between characters.
[[nodiscard]] std::string shortened(std::string_view text);

// ASCII letters in lower case; all other bytes as they are.
[[nodiscard]] std::string lower_ascii(std::string_view text);

// Enough of a code to find it, too little to use it: at most the first four characters and at most
// half of it, then an ellipsis.
[[nodiscard]] std::string masked_code(std::string_view code);

}  // namespace kiosk::imports
