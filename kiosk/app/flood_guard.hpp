// kiosk/app/flood_guard.hpp — between readers and mailbox: a reader that floods is not heard.
//
// No line of guests shows more than a few different badges a second. A reader that sends more is
// stuck, hands over what it had stored, or is in somebody's hands: it is suspended for a while,
// which is told, and the other readers never notice. The same code again and again is no flood; the
// engine knows it. Any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "kiosk/ports/clock.hpp"
#include "kiosk/ports/scan_sink.hpp"

namespace kiosk::app {

inline constexpr std::chrono::seconds kFloodLasts{2};  // before it counts as one
inline constexpr std::chrono::seconds kSuspendedFor{5};

class FloodGuard final : public ports::ScanSink {
  public:
    // Different codes a second, by reader; those that are not named may send what they like. `next`
    // and `clock` must outlive the guard.
    FloodGuard(const std::map<std::string, std::size_t>& codes_per_second, ports::ScanSink& next,
               const ports::Clock& clock);
    ~FloodGuard() override;
    FloodGuard(const FloodGuard&) = delete;
    FloodGuard& operator=(const FloodGuard&) = delete;

    void post(core::Scan scan) override;
    void report(ports::ReaderReport report) override;

  private:
    struct Sighting {
        std::size_t code;  // a hash: which it was does not matter
        Instant at;
    };
    struct Reader {
        std::size_t codes_per_second = 0;
        std::deque<Sighting> recent{};  // different codes within kFloodLasts
        Instant suspended_until{};
        bool suspended = false;
        ports::ReaderReport last{};  // what it said of itself
    };

    [[nodiscard]] static bool floods(Reader& reader, const core::Scan& scan);
    void suspend(const std::string& name, Reader& reader, Instant now);
    void run(const std::stop_token& stop);
    [[nodiscard]] Instant end_suspensions();  // those that are over; when the next one is

    ports::ScanSink& next_;
    const ports::Clock& clock_;
    std::mutex mutex_;
    std::condition_variable_any suspended_;
    std::map<std::string, Reader> readers_;
    std::jthread thread_;  // waits for the end of a suspension
};

}  // namespace kiosk::app
