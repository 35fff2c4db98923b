// drivers/usb_scanner/keyboard_decoder.cpp — strokes collected to a code.
#include "drivers/usb_scanner/keyboard_decoder.hpp"

#include <algorithm>
#include <utility>

namespace kiosk::drivers {
namespace {

using namespace std::chrono_literals;

constexpr std::uint8_t kEnter = 0x28, kTab = 0x2B, kKeypadEnter = 0x58;

// Silence that ends a code: ten reports of this scanner, within these bounds. The slowest polls
// each 10 ms and needs two reports a character.
constexpr std::chrono::nanoseconds kPatienceMin = 100ms;
constexpr std::chrono::nanoseconds kPatienceMax = 1s;

// Nobody scans twice within this; a code of several lines types on.
constexpr std::chrono::nanoseconds kNextLineWithin = 150ms;

}  // namespace

std::vector<ReadCode> KeyboardDecoder::feed(std::span<const std::uint8_t> report, Instant now) {
    std::vector<ReadCode> codes = idle_until(now);
    auto held = read_keys(reports_, report);
    if (!held) return codes;
    if (!strokes_.empty()) pace_ = std::max(pace_, now - last_);
    last_ = now;
    // What goes down with Alt up belongs behind the number that Alt's release ends.
    const bool alt_was_down = (before_.modifiers & kLeftAlt) != 0;
    if (alt_was_down && (held->modifiers & kLeftAlt) == 0) add({}, now, codes);
    std::size_t went_down = 0;
    for (const std::uint8_t key : held->keys) {
        if (std::ranges::find(before_.keys, key) != before_.keys.end()) continue;
        if (++went_down > 1 && !held->in_order) sound_ = false;
        add({key, held->modifiers}, now, codes);
    }
    before_ = *std::move(held);
    return codes;
}

void KeyboardDecoder::add(KeyStroke stroke, Instant now, std::vector<ReadCode>& codes) {
    if (ends(stroke)) {
        if (!next_line_) finish(ReadQuality::whole, true, codes);
        last_end_ = now;
        return;
    }
    if (strokes_.empty()) {
        if (stroke.usage == 0) return;
        next_line_ = now < last_end_ + kNextLineWithin;
    }
    if (strokes_.size() < kStrokesMax) {
        strokes_.push_back(stroke);
    } else {
        overlong_ = true;
    }
}

bool KeyboardDecoder::ends(const KeyStroke& stroke) const {
    if (stroke.usage == kEnter || stroke.usage == kKeypadEnter) return true;
    if (stroke.usage == kTab) return suffix_ == KeySuffix::tab;
    const auto control = control_of(stroke, layout_);
    return control == '\r' || control == '\n';
}

std::vector<ReadCode> KeyboardDecoder::idle_until(Instant now) {
    std::vector<ReadCode> codes;
    if (now < deadline()) return codes;
    finish(suffix_ == KeySuffix::none ? ReadQuality::whole : ReadQuality::incomplete, false, codes);
    return codes;
}

Instant KeyboardDecoder::deadline() const {
    return strokes_.empty() ? Instant::max() : last_ + patience();
}

std::chrono::nanoseconds KeyboardDecoder::patience() const {
    const auto least = next_line_ ? kNextLineWithin : kPatienceMin;
    return std::clamp(10 * pace_, least, kPatienceMax);
}

void KeyboardDecoder::finish(ReadQuality quality, bool by_terminator,
                             std::vector<ReadCode>& codes) {
    if (strokes_.empty()) return;
    last_strokes_ = std::exchange(strokes_, {});
    KeyText text = text_of(last_strokes_, layout_, caps_);
    caps_ = text.caps;
    const bool sound = sound_ && text.sound;
    if (!sound || next_line_) quality = ReadQuality::undecodable;
    if (overlong_ || text.bytes.size() > core::kScanBytesMax) {
        quality = ReadQuality::overlong;
        text.bytes.resize(std::min(text.bytes.size(), core::kScanBytesMax));
    }
    sound_ = true;
    overlong_ = false;
    next_line_ = false;
    pace_ = {};
    if (text.bytes.empty() && sound) return;  // Caps Lock alone
    codes.push_back(
        {.bytes = std::move(text.bytes), .quality = quality, .by_terminator = by_terminator});
}

void KeyboardDecoder::reset() {
    *this = KeyboardDecoder(reports_, layout_, suffix_);
}

}  // namespace kiosk::drivers
