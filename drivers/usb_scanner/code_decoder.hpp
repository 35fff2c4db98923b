// drivers/usb_scanner/code_decoder.hpp — the decoder that a scanner's mode needs, behind one face.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "drivers/common/framer.hpp"
#include "drivers/usb_scanner/hid_pos_decoder.hpp"
#include "drivers/usb_scanner/keyboard_decoder.hpp"
#include "drivers/usb_scanner/usb_plan.hpp"

namespace kiosk::drivers {

struct DecoderSettings {
    Framing framing;                             // keyboards: only whether it is a tab or nothing
    KeyboardLayout layout = KeyboardLayout::us;  // the scanner's country setting
};

class CodeDecoder {
  public:
    CodeDecoder(const UsbPlan& plan, const DecoderSettings& settings);

    // Takes one packet, received at `now`; gives the codes that it ends.
    [[nodiscard]] std::vector<ReadCode> feed(std::span<const std::uint8_t> packet, Instant now);
    [[nodiscard]] std::vector<ReadCode> idle_until(Instant now);
    [[nodiscard]] Instant deadline() const;  // Instant::max() while nothing is pending
    void reset();

    // The keys of the code ended last, of a keyboard; see calibration.hpp.
    [[nodiscard]] std::span<const KeyStroke> last_strokes() const;

  private:
    std::variant<HidPosDecoder, KeyboardDecoder, Framer> decoder_;
};

}  // namespace kiosk::drivers
