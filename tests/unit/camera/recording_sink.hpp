// tests/unit/camera/recording_sink.hpp — remembers what a source posts and reports; can be awaited.
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/ports/scan_sink.hpp"

namespace kiosk::drivers::test {

inline constexpr std::chrono::seconds kDeadline{10};

class RecordingSink final : public ports::ScanSink {
  public:
    void post(core::Scan scan) override {
        const std::lock_guard lock(mutex_);
        scans_.push_back(std::move(scan));
        changed_.notify_all();
    }
    void report(ports::ReaderReport report) override {
        const std::lock_guard lock(mutex_);
        reports_.push_back(std::move(report));
        changed_.notify_all();
    }

    // What was posted when `count` scans were there, or at the deadline.
    std::vector<std::string> codes_once(std::size_t count) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, kDeadline, [&] { return scans_.size() >= count; });
        std::vector<std::string> codes;
        for (const auto& scan : scans_) codes.push_back(scan.bytes);
        return codes;
    }
    core::Scan first_scan() {
        const std::lock_guard lock(mutex_);
        return scans_.at(0);
    }
    // The first report, from now or before, whose sentence contains this text.
    ports::ReaderReport report_with(const std::string& text) {
        std::unique_lock lock(mutex_);
        const auto found = [&] {
            return std::ranges::find_if(reports_, [&](const auto& report) {
                return report.sentence.find(text) != std::string::npos;
            });
        };
        changed_.wait_for(lock, kDeadline, [&] { return found() != reports_.end(); });
        return found() == reports_.end() ? ports::ReaderReport{.sentence = "never came"} : *found();
    }
    // Whether the reader's latest state becomes this one.
    bool becomes(ports::ReaderState state) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(
            lock, kDeadline, [&] { return !reports_.empty() && reports_.back().state == state; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<core::Scan> scans_;
    std::vector<ports::ReaderReport> reports_;
};

}  // namespace kiosk::drivers::test
