// drivers/usb_scanner/key_text.hpp — from keys as they were pressed to the text they spell.
//
// Knows shift, AltGr, Caps Lock, dead keys, control characters, the keypad, and the three ways of
// typing a character's number with Alt held. Pure: the same keys can be read under every layout.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "drivers/usb_scanner/keyboard_layout.hpp"

namespace kiosk::drivers {

struct KeyStroke {
    std::uint8_t usage = 0;  // of page 07; 0: Left Alt was let go
    std::uint8_t modifiers = 0;

    friend bool operator==(const KeyStroke&, const KeyStroke&) = default;
};

struct KeyText {
    std::string bytes;  // UTF-8; control characters as they were typed
    bool sound = true;  // false: a key or number that stands for no character
    bool caps = false;  // Caps Lock afterwards
};

// `caps` is Caps Lock at the first stroke.
[[nodiscard]] KeyText text_of(std::span<const KeyStroke> strokes, KeyboardLayout layout, bool caps);

// The control character that the stroke makes with Ctrl (0 to 31), nothing without Ctrl.
[[nodiscard]] std::optional<char> control_of(const KeyStroke& stroke, KeyboardLayout layout);

}  // namespace kiosk::drivers
