// tests/fuzz/hid_pos_fuzz.cpp — any reports at any times, in every known layout.
//
// Byte 0 chooses the layout; then, again and again, one byte of time, one of length, and a report.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "drivers/usb_scanner/hid_pos_decoder.hpp"
#include "kiosk/base/check.hpp"
#include "kiosk/core/scan.hpp"

using namespace kiosk;
using namespace kiosk::drivers;

namespace {

std::optional<HidPosLayout> layout_of(std::uint8_t choice) {
    switch (choice % 4) {
        case 0: return kLayoutWithAim;
        case 1: return kLayoutWithoutAim;
        case 2:
            return HidPosLayout{.report_id = std::nullopt,
                                .report_bytes = 34,
                                .aim_at = std::array<std::size_t, 3>{0, 1, 2},
                                .data_at = 3,
                                .data_bytes_max = 30,
                                .continued_bit = 33 * 8};
        default: return std::nullopt;
    }
}

void check(const std::vector<ReadCode>& codes) {
    for (const ReadCode& code : codes) {
        KIOSK_CHECK(!code.bytes.empty(), "an empty code is none");
        KIOSK_CHECK(code.bytes.size() <= core::kScanBytesMax, "codes are bounded");
        KIOSK_CHECK(code.aim.empty() || (code.aim.size() == 3 && code.aim[0] == ']'),
                    "an identifier is whole or absent");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::span<const std::uint8_t> rest(data, size);
    if (rest.empty()) return 0;
    HidPosDecoder decoder(layout_of(rest[0]));
    rest = rest.subspan(1);
    Instant now{};
    while (rest.size() >= 2) {
        now += std::chrono::milliseconds(rest[0]);
        const std::size_t length = std::min<std::size_t>(rest[1], rest.size() - 2);
        check(decoder.feed(rest.subspan(2, length), now));
        rest = rest.subspan(2 + length);
    }
    check(decoder.idle_until(now + std::chrono::seconds(1)));
    KIOSK_CHECK(decoder.deadline() == Instant::max(), "silence ends everything");
    return 0;
}
