// kiosk/cli/scanner_trial.hpp — reads USB scanners without a station: nothing is decided or kept.
#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <variant>
#include <vector>

#include "drivers/usb_scanner/usb_scanners.hpp"
#include "kiosk/cli/stop_signals.hpp"

namespace kiosk::cli {

using ReaderEvent = std::variant<ports::ReaderReport, core::Scan>;

enum class TrialEnd { satisfied, stopped, too_late };

class ScannerTrial final : public ports::ScanSink {
  public:
    // Takes up to `time`; zero: for ever. `on_event` is called on this thread for each event and
    // says whether that is enough. Interfaces are given back before it returns.
    [[nodiscard]] TrialEnd run(std::vector<drivers::UsbScannerSettings> settings,
                               std::chrono::seconds time,
                               const std::function<bool(const ReaderEvent&)>& on_event);

    void post(core::Scan scan) override { put(std::move(scan)); }
    void report(ports::ReaderReport report) override { put(std::move(report)); }

  private:
    void put(ReaderEvent event);
    [[nodiscard]] std::deque<ReaderEvent> take();

    std::mutex mutex_;
    std::deque<ReaderEvent> events_;  // at most kEventsMax
};

}  // namespace kiosk::cli
