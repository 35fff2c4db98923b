// drivers/serial_scanner/framer.hpp — a stream of bytes cut into codes.
//
// A scanner sends its code and a terminator. Where a terminator never comes, a pause ends the code;
// the pause is a fallback only, since a busy box may see pauses inside a code. Pure: time comes in.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/time.hpp"

namespace kiosk::drivers {

struct Framing {
    std::string suffix = "\r";           // ends a code; 1 to 8 bytes
    std::chrono::milliseconds idle{50};  // silence that ends a code without terminator
};

class Framer {
  public:
    explicit Framer(Framing framing) : framing_(std::move(framing)) {}

    // Takes bytes as they come; gives the codes that they complete, without terminator. How late it
    // is called does not matter: the bytes may have waited for a busy box. Empty codes
    // are no codes. A code above core::kScanBytesMax is cut there and its rest dropped: the station
    // answers "code not read".
    [[nodiscard]] std::vector<std::string> feed(std::string_view bytes, Instant now);

    // Gives the code that a pause has ended, if any; call at deadline().
    [[nodiscard]] std::vector<std::string> idle_until(Instant now);

    // When the pending code would end by silence; Instant::max() while nothing is pending.
    [[nodiscard]] Instant deadline() const;

  private:
    void complete(std::vector<std::string>& codes);

    Framing framing_;
    std::string pending_;
    bool overlong_ = false;  // dropping the rest of a code that was cut
    Instant last_byte_{};
};

}  // namespace kiosk::drivers
