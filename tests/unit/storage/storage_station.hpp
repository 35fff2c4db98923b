// tests/unit/storage/storage_station.hpp — a storage thread on a disk that fails on demand.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/storage/storage_thread.hpp"
#include "tests/fakes/recording_store_events.hpp"
#include "tests/unit/storage/fake_file_system.hpp"
#include "tests/unit/storage/sample_records.hpp"
#include "tests/unit/storage/temporary_directory.hpp"

namespace kiosk::testing {

// Every look at it is a millisecond later.
class TickingClock final : public ports::Clock {
  public:
    [[nodiscard]] Timestamp now() const override {
        return {Instant(std::chrono::milliseconds(++looks_)), {}};
    }

  private:
    mutable std::atomic<int> looks_{0};
};

class Station {
  public:
    static constexpr int kForEver = 1'000'000;

    explicit Station(std::chrono::milliseconds pause = storage::kQuietBeforeRest,
                     std::vector<std::unique_ptr<storage::StorageTask>> tasks = {})
        : state_(*storage::StateDirectory::open(files_, temporary_.path() / "state")) {
        auto log = storage::DurableLog::open(files_, state_);
        KIOSK_CHECK(log.has_value(), "a log can be opened");
        database_ = (*log)->database();
        thread_.emplace(std::move(*log), events_, clock_, pause, std::move(tasks));
    }

    // Neither copy takes another record, until the journal can sync again. While nothing is queued.
    void break_both() {
        files_.syncs_to_fail = kForEver;
        const auto broken = database_->execute(kBreakDatabase);
        KIOSK_CHECK(broken.has_value(), "the database can be broken");
    }

    void await_green() const {
        while (thread_->health().state != core::StorageState::green) std::this_thread::yield();
    }

    storage::StorageThread& store() { return *thread_; }
    RecordingStoreEvents& events() { return events_; }
    FakeFileSystem& files() { return files_; }
    const storage::StatePaths& paths() const { return state_.paths(); }

    void append(std::uint64_t first, std::uint64_t last) {
        for (std::uint64_t seq = first; seq <= last; ++seq) thread_->append(a_record(seq));
    }

    // Ends the thread, opens the log again and returns its last sequence.
    std::uint64_t last_seq_after_restart() {
        thread_.reset();
        const auto log = storage::DurableLog::open(files_, state_);
        if (!log.has_value()) {
            ADD_FAILURE() << log.error().context;
            return 0;
        }
        return (*log)->last_seq();
    }

  private:
    TemporaryDirectory temporary_;
    FakeFileSystem files_;
    storage::StateDirectory state_;
    RecordingStoreEvents events_;
    TickingClock clock_;
    storage::Database* database_ = nullptr;  // of the thread
    std::optional<storage::StorageThread> thread_;
};

}  // namespace kiosk::testing
