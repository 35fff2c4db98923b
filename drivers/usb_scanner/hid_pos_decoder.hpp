// drivers/usb_scanner/hid_pos_decoder.hpp — HID POS reports in, codes out.
//
// A code longer than one report comes in several, each but the last marked "continued". Some
// firmware marks a last report that is full as well and sends nothing behind it: silence ends that
// code. Answers to set-up commands share the report and are no codes. Pure: time comes in.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "drivers/common/read_code.hpp"
#include "drivers/usb_scanner/hid_pos_layout.hpp"
#include "kiosk/base/time.hpp"

namespace kiosk::drivers {

// Reports of one code follow each other within one or two polls; 200 ms is a hundred of them.
inline constexpr std::chrono::milliseconds kContinuedWithin{200};

class HidPosDecoder {
  public:
    // Without a layout the first report tells it.
    explicit HidPosDecoder(std::optional<HidPosLayout> layout) : layout_(layout) {}

    // Takes one input report; gives the codes that it ends. `now` is when it was received.
    [[nodiscard]] std::vector<ReadCode> feed(std::span<const std::uint8_t> report, Instant now);

    // Gives the code that silence has ended, if any; call at deadline().
    [[nodiscard]] std::vector<ReadCode> idle_until(Instant now);

    // Instant::max() while nothing is pending.
    [[nodiscard]] Instant deadline() const;

    // Drops what is pending: the device is gone, or its reports are.
    void reset();

    // Reports of another id or too short to hold anything, since start.
    [[nodiscard]] std::uint64_t ignored() const { return ignored_; }

  private:
    struct Part {
        std::string bytes;
        std::string aim;
        bool continued = false;
        bool sound = true;  // length within the report
    };

    [[nodiscard]] std::optional<Part> part_of(std::span<const std::uint8_t> report);
    [[nodiscard]] bool is_answer(std::span<const std::uint8_t> report, const Part& part) const;
    void append(Part part, std::vector<ReadCode>& codes);
    void finish(ReadQuality quality, bool by_terminator, std::vector<ReadCode>& codes);

    std::optional<HidPosLayout> layout_;
    ReadCode pending_;
    bool collecting_ = false;
    bool dropping_ = false;    // until silence: the rest of a code that was given up
    bool full_parts_ = false;  // every part so far filled its report
    Instant last_{};
    std::uint64_t ignored_ = 0;
};

}  // namespace kiosk::drivers
