// tests/fakes/recording_sink.hpp — remembers what readers post and report; can be awaited.
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <ranges>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/ports/scan_sink.hpp"

namespace kiosk::testing {

// All members may be called from any thread. What does not come is given up after kPatience.
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
    std::vector<core::Scan> wait_for_scans(std::size_t count) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, kPatience, [&] { return scans_.size() >= count; });
        return scans_;
    }
    std::vector<std::string> codes_once(std::size_t count) {
        std::vector<std::string> codes;
        for (const auto& scan : wait_for_scans(count)) codes.push_back(scan.bytes);
        return codes;
    }

    // Whether the latest state becomes this one: of that reader, or of whichever spoke last.
    bool becomes(ports::ReaderState state, std::string_view reader = {}) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, kPatience, [&] {
            const auto* const last = last_of(reader);
            return last != nullptr && last->state == state;
        });
    }
    std::string last_sentence(std::string_view reader = {}) {
        const std::lock_guard lock(mutex_);
        const auto* const last = last_of(reader);
        return last == nullptr ? "" : last->sentence;
    }
    // The first report, from now or before, whose sentence contains this text.
    ports::ReaderReport report_with(const std::string& text) {
        std::unique_lock lock(mutex_);
        const auto found = [&] {
            return std::ranges::find_if(reports_, [&](const auto& report) {
                return report.sentence.find(text) != std::string::npos;
            });
        };
        changed_.wait_for(lock, kPatience, [&] { return found() != reports_.end(); });
        return found() == reports_.end() ? ports::ReaderReport{.sentence = "never came"} : *found();
    }

    // For tests that measure memory: gives back what it kept.
    void forget() {
        const std::lock_guard lock(mutex_);
        scans_ = {};
        reports_ = {};
    }

  private:
    static constexpr std::chrono::seconds kPatience{20};

    [[nodiscard]] const ports::ReaderReport* last_of(std::string_view reader) const {
        for (const auto& report : reports_ | std::views::reverse) {
            if (reader.empty() || report.reader == reader) return &report;
        }
        return nullptr;
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<core::Scan> scans_;
    std::vector<ports::ReaderReport> reports_;
};

}  // namespace kiosk::testing
