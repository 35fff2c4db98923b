// kiosk/ports/scan_sink.hpp — where readers put what they saw.
//
// The seam between drivers and the engine: a driver knows nothing of what becomes of a scan.
#pragma once

#include <cstdint>
#include <string>

#include "kiosk/core/scan.hpp"

namespace kiosk::ports {

enum class ReaderState : std::uint8_t {
    ready,    // reading
    absent,   // not plugged in or folder missing; comes back by itself
    failing,  // there, but not usable; the sentence says what to do
};

struct ReaderReport {
    std::string reader;  // id from the configuration
    ReaderState state = ReaderState::ready;
    std::string sentence;  // for people, without personal data or codes
    // Codes read while nobody listened, told with the report in which the reader becomes ready:
    // they are recorded, and are no scans.
    std::uint64_t drained = 0;
};

class ScanSink {
  public:
    virtual ~ScanSink() = default;

    // Takes one scan. Any thread; never blocks. When the reader's queue is full the oldest scan is
    // dropped and counted.
    virtual void post(core::Scan scan) = 0;

    // Takes the state of a reader whenever it changes. Any thread; never blocks.
    virtual void report(ReaderReport report) = 0;
};

}  // namespace kiosk::ports
