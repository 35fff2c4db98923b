// tests/unit/usb_scanner/typing.hpp — a scanner in keyboard mode: types texts under a layout.
#pragma once

#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "drivers/usb_scanner/key_report.hpp"
#include "drivers/usb_scanner/key_text.hpp"

namespace kiosk::drivers {

inline std::vector<KeyStroke> strokes_for(char32_t character, KeyboardLayout layout) {
    if (character == U' ') return {{0x2C, 0}};
    for (unsigned usage = 0x04; usage <= 0x64; ++usage) {
        for (const auto& [level, modifiers] :
             {std::pair(KeyLevel::plain, std::uint8_t{0}), std::pair(KeyLevel::shift, kLeftShift),
              std::pair(KeyLevel::alt_gr, kRightAlt)}) {
            const auto key = character_of(layout, static_cast<std::uint8_t>(usage), level);
            if (!key || key->character != character) continue;
            std::vector<KeyStroke> strokes{{static_cast<std::uint8_t>(usage), modifiers}};
            if (key->dead) strokes.push_back({0x2C, 0});
            return strokes;
        }
    }
    ADD_FAILURE() << "no key for " << static_cast<unsigned>(character) << " on " << name_of(layout);
    return {};
}

inline std::vector<KeyStroke> typed(std::string_view ascii, KeyboardLayout layout) {
    std::vector<KeyStroke> strokes;
    for (const char c : ascii) {
        for (const KeyStroke& stroke : strokes_for(static_cast<unsigned char>(c), layout)) {
            strokes.push_back(stroke);
        }
    }
    return strokes;
}

}  // namespace kiosk::drivers
