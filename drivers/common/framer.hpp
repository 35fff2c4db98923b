// drivers/common/framer.hpp — a stream of bytes cut into codes.
//
// A scanner sends its code and a terminator. Where a terminator never comes, a pause ends the code;
// the pause is a fallback only, since a busy box may see pauses inside a code. Pure: time comes in.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "drivers/common/read_code.hpp"
#include "kiosk/base/time.hpp"

namespace kiosk::drivers {

struct Framing {
    std::string suffix = "\r";           // ends a code; at most 8 bytes; empty: only silence does
    std::chrono::milliseconds idle{50};  // silence that ends a code without terminator
};

class Framer {
  public:
    explicit Framer(Framing framing) : framing_(std::move(framing)) {}

    // Takes bytes as they come; gives the codes that they complete, without terminator. How late it
    // is called does not matter: the bytes may have waited for a busy box. Empty codes are no
    // codes, nor is the line feed of a scanner that sends both line ends. A code above
    // core::kScanBytesMax is cut there and its rest dropped.
    [[nodiscard]] std::vector<ReadCode> feed(std::string_view bytes, Instant now);

    // Gives the code that a pause has ended, if any; call at deadline(). From a scanner that has
    // sent its terminator before, it is incomplete: the rest was lost.
    [[nodiscard]] std::vector<ReadCode> idle_until(Instant now);

    // When the pending code would end by silence; Instant::max() while nothing is pending.
    [[nodiscard]] Instant deadline() const;

    // Drops what is pending: the device is gone, or its bytes are.
    void reset();

  private:
    [[nodiscard]] bool take(char byte);
    void complete(ReadQuality quality, bool by_terminator, std::vector<ReadCode>& codes);

    Framing framing_;
    std::string pending_;
    bool overlong_ = false;    // dropping the rest of a code that was cut
    bool terminates_ = false;  // this scanner has sent its terminator
    bool after_return_ = false;
    Instant last_byte_{};
};

}  // namespace kiosk::drivers
