// drivers/usb_scanner/keyboard_layout.hpp — which character a key makes under a country setting.
//
// A scanner in keyboard mode presses the keys that a keyboard of its configured country needs; the
// daemon reads the keys themselves, so only the scanner's setting matters. Source: the definitions
// of the X keyboard extension (xkeyboard-config 2.35, key by key), with what Windows has otherwise,
// as scanners type for Windows: two dead keys of France, the ISO key on a US board. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kiosk::drivers {

enum class KeyboardLayout : std::uint8_t { us, uk, fr, de, be, pt };

inline constexpr std::array kKeyboardLayouts{KeyboardLayout::us, KeyboardLayout::uk,
                                             KeyboardLayout::fr, KeyboardLayout::de,
                                             KeyboardLayout::be, KeyboardLayout::pt};

[[nodiscard]] std::string_view name_of(KeyboardLayout layout);  // "us", "fr" …
[[nodiscard]] std::optional<KeyboardLayout> keyboard_layout_from(std::string_view name);

enum class KeyLevel : std::uint8_t { plain, shift, alt_gr };

struct KeyCharacter {
    char32_t character = 0;
    bool dead = false;  // an accent that waits for its letter

    friend bool operator==(const KeyCharacter&, const KeyCharacter&) = default;
};

// Of a key of usage page 07 from A (04) to the slash (38), and the ISO key (64). Nothing for other
// keys and for levels that the layout leaves empty.
[[nodiscard]] std::optional<KeyCharacter> character_of(KeyboardLayout layout, std::uint8_t usage,
                                                       KeyLevel level);

// True where Caps Lock exchanges plain and shift: letters, not the digits of an AZERTY row.
[[nodiscard]] bool is_letter_key(KeyboardLayout layout, std::uint8_t usage);

// The letter with the accent, or nothing where there is none such.
[[nodiscard]] std::optional<char32_t> composed(char32_t accent, char32_t letter);

}  // namespace kiosk::drivers
