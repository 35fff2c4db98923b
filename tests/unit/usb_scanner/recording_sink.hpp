// tests/unit/usb_scanner/recording_sink.hpp — remembers what readers put in; waits for it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/ports/clock.hpp"
#include "kiosk/ports/scan_sink.hpp"

namespace kiosk::drivers {

// Real steady time: libusb waits by it.
class SteadyClock final : public ports::Clock {
  public:
    [[nodiscard]] Timestamp now() const override {
        return {Instant(std::chrono::steady_clock::now().time_since_epoch()), {}};
    }
};

class RecordingSink final : public ports::ScanSink {
  public:
    void post(core::Scan scan) override {
        const std::lock_guard lock(mutex_);
        scans_.push_back(std::move(scan));
        changed_.notify_all();
    }
    void report(ports::ReaderReport report) override {
        const std::lock_guard lock(mutex_);
        reports_[report.reader] = std::move(report);
        changed_.notify_all();
    }

    // False after twenty seconds.
    bool wait_for(const std::string& reader, ports::ReaderState state) {
        std::unique_lock lock(mutex_);
        const bool seen = changed_.wait_for(lock, kPatience, [&] {
            const auto found = reports_.find(reader);
            return found != reports_.end() && found->second.state == state;
        });
        if (!seen) ADD_FAILURE() << "last report: " << reports_[reader].sentence;
        return seen;
    }
    std::vector<core::Scan> wait_for_scans(std::size_t count) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, kPatience, [&] { return scans_.size() >= count; });
        return scans_;
    }
    std::string last_sentence(const std::string& reader) {
        const std::lock_guard lock(mutex_);
        return reports_[reader].sentence;
    }

  private:
    static constexpr std::chrono::seconds kPatience{20};

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<core::Scan> scans_;
    std::map<std::string, ports::ReaderReport> reports_;  // the last of each reader
};

}  // namespace kiosk::drivers
