// kiosk/storage/storage_thread.hpp — the one thread that owns both durable copies.
//
// Everything queued when a batch ends becomes the next batch (group commit); nothing waits for
// company. At most one query and one slice of upkeep stand between two batches. After a second
// without work the thread tidies.
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
// Where something comes in every pause, the thread tidies all the same after so many: the write-
// ahead log holds at most half a minute, and one scan in a thousand waits for two more syncs.
inline constexpr int kRestPauses = 30;
inline constexpr std::chrono::milliseconds kQuietBeforeRest{1000};

// Work of others on the storage thread, with the log to itself.
class StorageTask {
  public:
    virtual ~StorageTask() = default;

    // About each second, between two batches: to be done in some milliseconds.
    virtual void tick(DurableLog& log, const Timestamp& now) = 0;

    // After records became durable and were acknowledged: to be done in some microseconds.
    virtual void stored(const DurableLog& /*log*/) {}
};

struct StorageStatistics {
    std::uint64_t batches = 0;
    std::uint64_t records = 0;
    std::chrono::nanoseconds commit_p50{};  // of the last LatencyWindow::kCapacity batches
    std::chrono::nanoseconds commit_p99{};
    std::size_t queued = 0;
    std::uint64_t rests = 0;  // times the thread tidied in a quiet moment
    std::uint64_t ticks = 0;
    std::optional<Error> failure;       // of the last batch that was not stored
    std::optional<Error> upkeep_error;  // last checkpoint or allocation that failed; not fatal
};

class StorageThread final : public ports::RecordStore {
  public:
    using QueryDone = std::function<void(Result<std::vector<ports::StoredScan>>)>;

    // Starts at once. `events` and `clock` must outlive the object. After `pause` without work the
    // thread tidies and lets the tasks tick.
    StorageThread(std::unique_ptr<DurableLog> log, ports::RecordStoreEvents& events,
                  const ports::Clock& clock, std::chrono::milliseconds pause = kQuietBeforeRest,
                  std::vector<std::unique_ptr<StorageTask>> tasks = {});

    // Makes durable what is queued, answers waiting queries with Errc::unavailable, closes.
    ~StorageThread() override;

    StorageThread(const StorageThread&) = delete;
    StorageThread& operator=(const StorageThread&) = delete;

    // Any thread, in order of sequence. When kAppendQueueMax records wait, this record and all
    // after it fail: failed_from() comes once those before it are durable.
    void append(core::SequencedRecord record) override;

    // Any thread. After failed_from(seq); what is appended before it is dropped.
    void restart_from(std::uint64_t seq) override;

    // Any thread. When kQueryQueueMax queries wait, `done` is called with Errc::unavailable at
    // once, on the caller's thread.
    void query(ports::ScanQuery query, QueryDone done) override;

    // Any thread. Somebody who reads the files found damage: both copies are checked now, and
    // mended.
    void check_at_once();

    // Any thread.
    [[nodiscard]] StorageStatistics statistics() const;

    // Any thread. Also tells what the storage thread itself cannot while it waits for the disk.
    [[nodiscard]] core::StorageHealth health() const;

  private:
    struct WaitingQuery {
        ports::ScanQuery query;
        QueryDone done;
    };

    void run();
    [[nodiscard]] bool wait_for_work();  // false: stop
    void commit_queued();
    [[nodiscard]] std::vector<core::SequencedRecord> take_batch();
    void fail_refused();
    void note_batch(std::size_t records, BootClock::duration took);
    void answer_one_query();
    void look_after();
    void report();
    void rest();
    [[nodiscard]] bool has_worked_long() const;
    void fail_from(std::uint64_t seq, const Error& error);
    void note_upkeep(const Result<>& result);

    std::unique_ptr<DurableLog> log_;
    ports::RecordStoreEvents& events_;
    const ports::Clock& clock_;
    const std::chrono::milliseconds pause_;
    std::vector<std::unique_ptr<StorageTask>> tasks_;
    Instant tick_at_{};             // of the thread
    core::StorageHealth reported_;  // of the thread

    mutable std::mutex mutex_;  // guards all below
    std::condition_variable work_;
    std::deque<core::SequencedRecord> appends_;
    std::deque<WaitingQuery> queries_;
    std::optional<std::uint64_t> refused_from_;  // the queue was full
    bool is_dropping_ = false;                   // until restart_from()
    std::uint64_t next_seq_ = 0;                 // where to restart, while dropping
    std::optional<Instant> waiting_since_;       // the oldest record that is not durable
    core::StorageFacts facts_;
    StorageStatistics statistics_;
    LatencyWindow latency_;
    bool is_tidy_ = true;
    Instant work_begun_{};     // the first batch since
    bool was_idle_ = false;    // nothing came while it waited
    bool wants_more_ = false;  // upkeep has more to do at once
    bool wants_check_ = false;
    bool stopping_ = false;

    std::thread thread_;  // last
};

}  // namespace kiosk::storage
