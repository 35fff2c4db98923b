// kiosk/storage/storage_thread.hpp — the one thread that owns both durable copies.
//
// Everything queued when a batch ends becomes the next batch (group commit); nothing waits for
// company. One query at most stands between two batches. After kQuietBeforeRest without work the
// thread tidies.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/ports/clock.hpp"
#include "kiosk/ports/record_store.hpp"
#include "kiosk/storage/durable_log.hpp"
#include "kiosk/storage/latency_window.hpp"

namespace kiosk::storage {

inline constexpr std::size_t kAppendQueueMax = 4096;  // records
inline constexpr std::size_t kQueryQueueMax = 64;
inline constexpr std::chrono::milliseconds kQuietBeforeRest{1000};

struct StorageStatistics {
    std::uint64_t batches = 0;
    std::uint64_t records = 0;
    std::chrono::nanoseconds commit_p50{};  // of the last LatencyWindow::kCapacity batches
    std::chrono::nanoseconds commit_p99{};
    std::size_t queued = 0;
    std::uint64_t rests = 0;            // times the thread tidied in a quiet moment
    std::optional<Error> failure;       // the store takes no more
    std::optional<Error> upkeep_error;  // last checkpoint or allocation that failed; not fatal
};

class StorageThread final : public ports::RecordStore {
  public:
    using QueryDone = std::function<void(Result<std::vector<ports::StoredScan>>)>;

    // Starts at once. `events` and `clock` must outlive the object.
    StorageThread(std::unique_ptr<DurableLog> log, ports::RecordStoreEvents& events,
                  const ports::Clock& clock,
                  std::chrono::milliseconds quiet_before_rest = kQuietBeforeRest);

    // Makes durable what is queued, answers waiting queries with Errc::unavailable, closes.
    ~StorageThread() override;

    StorageThread(const StorageThread&) = delete;
    StorageThread& operator=(const StorageThread&) = delete;

    // Any thread, in order of sequence. When kAppendQueueMax records wait, this record and all
    // after it fail: failed_from() comes once those before it are durable.
    void append(core::SequencedRecord record) override;

    // Any thread.
    void restart_from(std::uint64_t seq) override;

    // Any thread. When kQueryQueueMax queries wait, `done` is called with Errc::unavailable at
    // once, on the caller's thread.
    void query(ports::ScanQuery query, QueryDone done) override;

    // Any thread.
    [[nodiscard]] StorageStatistics statistics() const;

  private:
    struct WaitingQuery {
        ports::ScanQuery query;
        QueryDone done;
    };

    void run();
    [[nodiscard]] bool wait_for_work();  // false: stop
    void commit_queued();
    void answer_one_query();
    void rest();
    void fail_from(std::uint64_t seq, const Error& error);
    void note_upkeep(const Result<>& result);

    std::unique_ptr<DurableLog> log_;
    ports::RecordStoreEvents& events_;
    const ports::Clock& clock_;
    const std::chrono::milliseconds quiet_before_rest_;

    mutable std::mutex mutex_;  // guards all below
    std::condition_variable work_;
    std::deque<core::SequencedRecord> appends_;
    std::deque<WaitingQuery> queries_;
    std::optional<std::uint64_t> refused_from_;  // the queue was full
    StorageStatistics statistics_;
    LatencyWindow latency_;
    bool is_tidy_ = true;
    bool stopping_ = false;

    std::thread thread_;  // last
};

}  // namespace kiosk::storage
