// tests/fuzz/keyboard_fuzz.cpp — any keys at any times, under every layout.
//
// Byte 0 chooses layout, suffix and kind of report; then, again and again, one byte of time and a
// report of eight.
#include <cstddef>
#include <cstdint>
#include <span>

#include "drivers/common/utf8.hpp"
#include "drivers/usb_scanner/calibration.hpp"
#include "drivers/usb_scanner/keyboard_decoder.hpp"
#include "kiosk/base/check.hpp"

using namespace kiosk;
using namespace kiosk::drivers;

namespace {

constexpr KeyReportLayout kBitmap{
    .modifiers_at = 0, .keys_at = 1, .key_count = 56, .bitmap = true, .first_usage = 4};

void check(const std::vector<ReadCode>& codes, const KeyboardDecoder& decoder) {
    for (const ReadCode& code : codes) {
        KIOSK_CHECK(code.bytes.size() <= core::kScanBytesMax, "codes are bounded");
        KIOSK_CHECK(code.quality != ReadQuality::whole || is_utf8(code.bytes),
                    "whole codes are UTF-8");
        const LayoutFinding finding = find_layout(decoder.last_strokes());
        KIOSK_CHECK(finding.exact == finding.wrong.empty() || !finding.exact,
                    "what fits exactly has nothing wrong");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::span<const std::uint8_t> rest(data, size);
    if (rest.empty()) return 0;
    const auto layout = kKeyboardLayouts[rest[0] % kKeyboardLayouts.size()];
    const auto suffix = static_cast<KeySuffix>(rest[0] / 6 % 3);
    KeyboardDecoder decoder(rest[0] < 128 ? kBootKeyboard : kBitmap, layout, suffix);
    rest = rest.subspan(1);
    Instant now{};
    while (rest.size() >= 9) {
        now += std::chrono::milliseconds(rest[0]);
        check(decoder.feed(rest.subspan(1, 8), now), decoder);
        rest = rest.subspan(9);
    }
    check(decoder.idle_until(now + std::chrono::seconds(2)), decoder);
    KIOSK_CHECK(decoder.deadline() == Instant::max(), "silence ends everything");
    return 0;
}
