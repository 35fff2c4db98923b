// kiosk/imports/text_encoding.hpp — from a file's bytes to UTF-8 text, by rules without guessing.
//
// Order: byte order mark; UTF-16 by the zero bytes of its ASCII; UTF-8 if more of the bytes above
// 127 form UTF-8 than do not; else Windows-1252, of which Latin-1's printable part is a subset.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk::imports {

enum class Encoding : std::uint8_t { utf8, utf16_le, utf16_be, windows_1252 };

// "UTF-8", "UTF-16LE", "UTF-16BE", "Windows-1252"
[[nodiscard]] std::string_view name_of(Encoding encoding);

// Text of a file. `text` points into `owned`, or into the file's bytes where those are UTF-8.
struct DecodedText {
    DecodedText() = default;
    DecodedText(const DecodedText&) = delete;
    DecodedText& operator=(const DecodedText&) = delete;
    DecodedText(DecodedText&&) = delete;
    DecodedText& operator=(DecodedText&&) = delete;

    std::string_view text;
    Encoding encoding = Encoding::utf8;
    bool byte_order_mark = false;
    bool has_invalid = false;  // some bytes were not text; they are invalid UTF-8 in `text`
    std::string owned;
};

// Fills `decoded`, which must live as long as its text is used, as must `bytes`. Errc::unsupported
// for files that are known not to be text (workbooks, archives, PDF, pictures, UTF-32).
[[nodiscard]] Result<> decode(std::string_view bytes, DecodedText& decoded);

// Well-formed as in Unicode 15, table 3-7: no overlong forms, no surrogates.
[[nodiscard]] bool is_utf8(std::string_view text);

}  // namespace kiosk::imports
