// drivers/usb_scanner/key_text.cpp — one stroke after the other.
#include "drivers/usb_scanner/key_text.hpp"

#include <string_view>
#include <utility>

#include "drivers/common/utf8.hpp"
#include "drivers/usb_scanner/alt_code.hpp"
#include "drivers/usb_scanner/key_report.hpp"

namespace kiosk::drivers {
namespace {

constexpr std::uint8_t kTab = 0x2B, kSpace = 0x2C, kCapsLock = 0x39;
constexpr std::uint8_t kEnter = 0x28, kBackspace = 0x2A, kEscape = 0x29;
constexpr std::uint8_t kKeypadFirst = 0x54, kKeypadPlus = 0x57, kKeypadLast = 0x63;
constexpr std::string_view kKeypad = "/*-+\r1234567890.";

bool has(std::uint8_t modifiers, std::uint8_t which) {
    return (modifiers & which) != 0;
}

// Windows types the third level with both Ctrl and Alt, too.
bool is_alt_gr(std::uint8_t modifiers) {
    return has(modifiers, kRightAlt) || (has(modifiers, kLeftAlt) && has(modifiers, kLeftCtrl));
}

bool is_ctrl(std::uint8_t modifiers) {
    return has(modifiers, kLeftCtrl | kRightCtrl) && !is_alt_gr(modifiers);
}

class Typist {
  public:
    Typist(KeyboardLayout layout, bool caps) : layout_(layout) { text_.caps = caps; }

    void press(const KeyStroke& stroke);
    [[nodiscard]] KeyText finish();

  private:
    [[nodiscard]] bool take_alt_number(const KeyStroke& stroke);
    void type_plain(const KeyStroke& stroke);
    [[nodiscard]] KeyLevel level_of(const KeyStroke& stroke) const;
    void put(char32_t character);
    void put_dead(char32_t accent);

    void put_number();
    void end_bytes();

    KeyboardLayout layout_;
    KeyText text_;
    AltCode alt_;
    std::string bytes_;      // typed as numbers; they may be UTF-8 together
    bool old_page_ = false;  // one of them without its leading zero
    std::optional<char32_t> accent_;
};

void Typist::press(const KeyStroke& stroke) {
    if (take_alt_number(stroke)) return;
    if (stroke.usage == kCapsLock) {
        text_.caps = !text_.caps;
    } else if (const auto control = control_of(stroke, layout_)) {
        put(static_cast<unsigned char>(*control));
    } else if (is_ctrl(stroke.modifiers)) {
        text_.sound = false;
    } else if (stroke.usage >= kKeypadFirst && stroke.usage <= kKeypadLast) {
        put(static_cast<unsigned char>(kKeypad[stroke.usage - kKeypadFirst]));
    } else {
        type_plain(stroke);
    }
}

// A number is typed while Alt is held and counts when Alt is let go.
bool Typist::take_alt_number(const KeyStroke& stroke) {
    const bool alt_only = has(stroke.modifiers, kLeftAlt) &&
                          !has(stroke.modifiers, kRightAlt | kLeftCtrl | kRightCtrl);
    if (alt_only) {
        if (stroke.usage == kKeypadPlus) {
            alt_.begin_hexadecimal();
            return true;
        }
        if (stroke.usage > kKeypadPlus + 1 && stroke.usage < kKeypadLast) {
            alt_.add(kKeypad[stroke.usage - kKeypadFirst]);
            return true;
        }
        if (alt_.hexadecimal() && stroke.usage >= 0x04 && stroke.usage <= 0x09) {
            alt_.add(static_cast<char>('a' + stroke.usage - 0x04));
            return true;
        }
    }
    if (!alt_.empty()) put_number();
    return stroke.usage == 0;
}

void Typist::put_number() {
    const auto typed = alt_.take();
    if (!typed) {
        text_.sound = false;
    } else if (typed->is_byte) {
        bytes_ += static_cast<char>(typed->value);
        old_page_ = old_page_ || typed->old_page;
    } else {
        put(typed->value);
    }
}

void Typist::end_bytes() {
    const auto text = text_of_bytes(bytes_, old_page_);
    text_.sound = text_.sound && text.has_value();
    text_.bytes += text.value_or("");
    bytes_.clear();
    old_page_ = false;
}

void Typist::type_plain(const KeyStroke& stroke) {
    switch (stroke.usage) {
        case kEnter: return put(U'\r');
        case kEscape: return put(U'\x1B');
        case kBackspace: return put(U'\b');
        case kTab: return put(U'\t');
        case kSpace: return put(U' ');
        default: break;
    }
    const auto key = character_of(layout_, stroke.usage, level_of(stroke));
    if (!key) {
        text_.sound = false;
    } else if (key->dead) {
        put_dead(key->character);
    } else {
        put(key->character);
    }
}

KeyLevel Typist::level_of(const KeyStroke& stroke) const {
    if (is_alt_gr(stroke.modifiers)) return KeyLevel::alt_gr;
    const bool shift = has(stroke.modifiers, kLeftShift | kRightShift);
    const bool turned = text_.caps && is_letter_key(layout_, stroke.usage);
    return shift != turned ? KeyLevel::shift : KeyLevel::plain;
}

void Typist::put(char32_t character) {
    end_bytes();
    if (accent_) {
        const char32_t accent = *accent_;
        accent_.reset();
        if (const auto joined = composed(accent, character)) {
            append_utf8(text_.bytes, *joined);
            return;
        }
        append_utf8(text_.bytes, accent);
        if (character == U' ') return;  // how the accent itself is typed
    }
    append_utf8(text_.bytes, character);
}

void Typist::put_dead(char32_t accent) {
    end_bytes();
    if (accent_) append_utf8(text_.bytes, *accent_);
    accent_ = accent;
}

KeyText Typist::finish() {
    if (!alt_.empty()) put_number();
    end_bytes();
    if (accent_) append_utf8(text_.bytes, *accent_);
    return std::move(text_);
}

}  // namespace

KeyText text_of(std::span<const KeyStroke> strokes, KeyboardLayout layout, bool caps) {
    Typist typist(layout, caps);
    for (const KeyStroke& stroke : strokes) typist.press(stroke);
    return typist.finish();
}

// By the letters of the layout; the other control characters by their place on a US keyboard.
std::optional<char> control_of(const KeyStroke& stroke, KeyboardLayout layout) {
    if (!is_ctrl(stroke.modifiers)) return std::nullopt;
    const auto letter = character_of(layout, stroke.usage, KeyLevel::plain);
    if (letter && letter->character >= U'a' && letter->character <= U'z') {
        return static_cast<char>(letter->character - U'a' + 1);
    }
    switch (stroke.usage) {
        case 0x2F: return '\x1B';
        case 0x31:
        case 0x32: return '\x1C';
        case 0x30: return '\x1D';
        case 0x23: return '\x1E';
        case 0x2D: return '\x1F';
        case 0x1F:
        case kSpace: return '\0';
        case kEnter: return '\r';
        default: return std::nullopt;
    }
}

}  // namespace kiosk::drivers
