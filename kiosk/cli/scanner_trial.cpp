// kiosk/cli/scanner_trial.cpp — looks every tenth of a second, until Ctrl-C.
#include "kiosk/cli/scanner_trial.hpp"

#include <chrono>
#include <utility>

namespace kiosk::cli {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kLookEvery{100};
constexpr std::size_t kEventsMax = 1000;

class TrialClock final : public ports::Clock {
  public:
    [[nodiscard]] Timestamp now() const override {
        return {Instant(steady_clock::now().time_since_epoch()),
                std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now())};
    }
};

}  // namespace

TrialEnd ScannerTrial::run(std::vector<drivers::UsbScannerSettings> settings,
                           std::chrono::seconds time,
                           const std::function<bool(const ReaderEvent&)>& on_event) {
    const StopSignals signals;
    const TrialClock clock;
    const drivers::UsbScanners scanners(std::move(settings), *this, clock);
    const auto end = steady_clock::now() + time;
    while (!signals.within(kLookEvery)) {
        for (const ReaderEvent& event : take()) {
            if (on_event(event)) return TrialEnd::satisfied;
        }
        if (time > 0s && steady_clock::now() > end) return TrialEnd::too_late;
    }
    return TrialEnd::stopped;
}

void ScannerTrial::put(ReaderEvent event) {
    const std::lock_guard lock(mutex_);
    if (events_.size() < kEventsMax) events_.push_back(std::move(event));
}

std::deque<ReaderEvent> ScannerTrial::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(events_, {});
}

}  // namespace kiosk::cli
