// drivers/usb_scanner/alt_code.hpp — a character typed as its number with Alt held.
//
// Scanners without a fitting country setting type every character so ("ALT mode"). With a leading
// zero the number is a byte of Windows-1252, without one of an older code page that only agrees on
// ASCII, behind the keypad's plus a Unicode character in hexadecimal. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::drivers {

// What a number stands for: a character, or a byte from 80 on whose meaning its neighbours decide.
struct AltCharacter {
    char32_t value = 0;
    bool is_byte = false;
    bool old_page = false;  // typed without the leading zero

    friend bool operator==(const AltCharacter&, const AltCharacter&) = default;
};

class AltCode {
  public:
    void begin_hexadecimal() { hexadecimal_ = true; }
    void add(char digit);  // 0-9, and a-f once hexadecimal; anything else makes it senseless

    [[nodiscard]] bool hexadecimal() const { return hexadecimal_; }
    [[nodiscard]] bool empty() const { return digits_.empty(); }

    // Alt was let go: gives what was typed and begins anew. Nothing for a senseless number.
    [[nodiscard]] std::optional<AltCharacter> take();

  private:
    std::string digits_;
    bool hexadecimal_ = false;
};

// Bytes from 80 on that came one behind the other: UTF-8 where they are that, else Windows-1252.
// Nothing where they cannot be told: no UTF-8, and of an old code page or not assigned.
[[nodiscard]] std::optional<std::string> text_of_bytes(std::string_view bytes, bool old_page);

}  // namespace kiosk::drivers
