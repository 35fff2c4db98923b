// tests/fakes/recording_store_events.hpp — remembers what a record store reported; waits for it.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "kiosk/ports/record_store.hpp"

namespace kiosk::testing {

class RecordingStoreEvents final : public ports::RecordStoreEvents {
  public:
    void durable_through(std::uint64_t seq) override {
        const std::scoped_lock lock(mutex_);
        durable_.push_back(seq);
        changed_.notify_all();
    }

    void failed_from(std::uint64_t seq, Error error) override {
        const std::scoped_lock lock(mutex_);
        failures_.emplace_back(seq, std::move(error));
        changed_.notify_all();
    }

    void health_changed(core::StorageHealth health) override {
        const std::scoped_lock lock(mutex_);
        healths_.push_back(std::move(health));
        changed_.notify_all();
    }

    void repaired(core::RepairedRecord record) override {
        const std::scoped_lock lock(mutex_);
        repairs_.push_back(std::move(record));
        changed_.notify_all();
    }

    // Blocks until everything up to `seq` is durable or something failed.
    void await(std::uint64_t seq) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this, seq] {
            return !failures_.empty() || (!durable_.empty() && durable_.back() >= seq);
        });
    }

    // Every report so far, in order.
    [[nodiscard]] std::vector<std::uint64_t> durable() const {
        const std::scoped_lock lock(mutex_);
        return durable_;
    }
    [[nodiscard]] std::vector<std::pair<std::uint64_t, Error>> failures() const {
        const std::scoped_lock lock(mutex_);
        return failures_;
    }

    [[nodiscard]] std::vector<core::StorageHealth> healths() const {
        const std::scoped_lock lock(mutex_);
        return healths_;
    }
    [[nodiscard]] std::vector<core::RepairedRecord> repairs() const {
        const std::scoped_lock lock(mutex_);
        return repairs_;
    }

  private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::uint64_t> durable_;
    std::vector<std::pair<std::uint64_t, Error>> failures_;
    std::vector<core::StorageHealth> healths_;
    std::vector<core::RepairedRecord> repairs_;
};

}  // namespace kiosk::testing
