// drivers/usb_scanner/keyboard_decoder.hpp — keyboard reports in, codes out.
//
// Enter ends a code, or Tab where the scanner is set so; silence is the fallback. Keys count when
// they go down, in the order of the report. Pure: time comes in.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "drivers/common/read_code.hpp"
#include "drivers/usb_scanner/key_report.hpp"
#include "drivers/usb_scanner/key_text.hpp"
#include "kiosk/base/time.hpp"
#include "kiosk/core/scan.hpp"

namespace kiosk::drivers {

enum class KeySuffix : std::uint8_t { enter, tab, none };

// Five strokes type any character in ALT mode: four digits and the release.
inline constexpr std::size_t kStrokesMax = 5 * core::kScanBytesMax;

class KeyboardDecoder {
  public:
    KeyboardDecoder(KeyReportLayout reports, KeyboardLayout layout, KeySuffix suffix)
        : reports_(reports), layout_(layout), suffix_(suffix) {}

    // Takes one input report; gives the codes that it ends. `now` is when it was received.
    [[nodiscard]] std::vector<ReadCode> feed(std::span<const std::uint8_t> report, Instant now);

    // Gives the code that silence has ended, if any; call at deadline().
    [[nodiscard]] std::vector<ReadCode> idle_until(Instant now);

    // Instant::max() while nothing is pending.
    [[nodiscard]] Instant deadline() const;

    // Drops what is pending: the device is gone, or its reports are.
    void reset();

    // The keys of the code ended last, for finding the layout; without the one that ended it.
    [[nodiscard]] std::span<const KeyStroke> last_strokes() const { return last_strokes_; }

  private:
    void add(KeyStroke stroke, Instant now, std::vector<ReadCode>& codes);
    [[nodiscard]] bool ends(const KeyStroke& stroke) const;
    void finish(ReadQuality quality, bool by_terminator, std::vector<ReadCode>& codes);
    [[nodiscard]] std::chrono::nanoseconds patience() const;

    KeyReportLayout reports_;
    KeyboardLayout layout_;
    KeySuffix suffix_;
    KeyReport before_;  // what was down in the report before
    std::vector<KeyStroke> strokes_;
    std::vector<KeyStroke> last_strokes_;
    bool caps_ = false;
    bool sound_ = true;       // false: keys went down of which nobody knows the order
    bool overlong_ = false;   // dropping what follows kStrokesMax
    bool next_line_ = false;  // this began right behind a code: it is the rest of it
    Instant last_{};          // report
    Instant last_end_ = Instant::min();
    std::chrono::nanoseconds pace_{0};  // longest time between two reports of this code
};

}  // namespace kiosk::drivers
