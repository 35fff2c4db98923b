// kiosk/storage/durable_log.hpp — both durable copies as one log, without a thread of its own.
//
// What append() returned without error is in the journal and in the database, synced. Used by one
// thread at a time; StorageThread is that thread in the daemon.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/core/record.hpp"
#include "kiosk/ports/record_store.hpp"
#include "kiosk/storage/parallel_call.hpp"
#include "kiosk/storage/reconcile.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::storage {

class DurableLog {
  public:
    // Opens, compares and mends the copies in `state`, whose lock the caller holds. Errors as of
    // open_copies(). `files` must outlive the log.
    [[nodiscard]] static Result<std::unique_ptr<DurableLog>> open(FileSystem& files,
                                                                  const StateDirectory& state);

    // For open(): both copies agree.
    DurableLog(FileSystem& files, Path journal_directory, Copies copies);

    [[nodiscard]] const OpenReport& report() const { return copies_.report; }
    [[nodiscard]] std::uint64_t last_seq() const { return copies_.journal.head().seq; }

    // Calls `visit` for each record from the first on, to bring an engine to the present.
    [[nodiscard]] Result<> replay(
        const std::function<Result<>(std::uint64_t seq, core::Record record)>& visit);

    // Makes 1..kBatchRecordsMax records durable, the first with the sequence last_seq() + 1. A
    // failed journal sync is survived by rewriting to a new segment. After an error no record of
    // the batch may be acknowledged and the log takes no more until it is opened again.
    [[nodiscard]] Result<> append(std::span<const core::SequencedRecord> batch);

    [[nodiscard]] Result<std::vector<ports::StoredScan>> query(const ports::ScanQuery& query);

    // Keeps the write-ahead log short; to be called after the batch was acknowledged.
    [[nodiscard]] Result<> tidy_after_batch();

    // In a quiet moment: empties the write-ahead log and allocates the next segment. May take tens
    // of milliseconds.
    [[nodiscard]] Result<> tidy_at_rest();

    // For tests that let the database fail.
    [[nodiscard]] Database& database() { return *copies_.database; }

  private:
    void encode(std::span<const core::SequencedRecord> batch);
    [[nodiscard]] Result<> append_now(std::span<const core::SequencedRecord> batch);
    [[nodiscard]] Result<> write_journal();
    [[nodiscard]] Result<> commit_rows(std::span<const core::SequencedRecord> batch);

    FileSystem* files_;
    Path journal_directory_;
    Copies copies_;
    std::vector<std::vector<std::byte>> payloads_;  // of the batch at hand
    std::vector<StoredRecord> stored_;
    std::optional<Error> failure_;
    ParallelCall journal_sync_{"journal-sync"};
};

}  // namespace kiosk::storage
