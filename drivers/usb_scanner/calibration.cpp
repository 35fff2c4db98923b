// drivers/usb_scanner/calibration.cpp — the keys read under each layout.
#include "drivers/usb_scanner/calibration.hpp"

#include <cstddef>
#include <utility>

namespace kiosk::drivers {
namespace {

// Characters of the text that are not at their place, where a character is one position: all of the
// text is ASCII, what was read in its place may not be.
std::string misplaced(std::string_view read) {
    std::string wrong;
    std::size_t at = 0;
    for (const char expected : kCalibrationText) {
        if (at >= read.size() || read[at] != expected) wrong += expected;
        ++at;
        while (at < read.size() && (static_cast<unsigned char>(read[at]) & 0xC0U) == 0x80) ++at;
    }
    return wrong;
}

}  // namespace

LayoutFinding find_layout(std::span<const KeyStroke> strokes) {
    LayoutFinding best{.wrong = std::string(kCalibrationText)};
    for (const KeyboardLayout layout : kKeyboardLayouts) {
        const KeyText text = text_of(strokes, layout, /*caps=*/false);
        if (text.sound && text.bytes == kCalibrationText) return {.layout = layout, .exact = true};
        std::string wrong = misplaced(text.bytes);
        if (wrong.size() < best.wrong.size()) best = {.layout = layout, .wrong = std::move(wrong)};
    }
    return best;
}

}  // namespace kiosk::drivers
