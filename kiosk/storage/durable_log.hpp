// kiosk/storage/durable_log.hpp — both durable copies as one log, without a thread of its own.
//
// A record is stored when a copy has it, synced; as a rule both have. A copy that fails is out of
// use until it is mended from the other. Used by one thread at a time; StorageThread is that thread
// in the daemon.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/core/record.hpp"
#include "kiosk/core/storage_health.hpp"
#include "kiosk/ports/clock.hpp"
#include "kiosk/ports/record_store.hpp"
#include "kiosk/storage/copies.hpp"
#include "kiosk/storage/lost_records.hpp"
#include "kiosk/storage/parallel_call.hpp"
#include "kiosk/storage/state_directory.hpp"
#include "kiosk/storage/upkeep.hpp"

namespace kiosk::storage {

// The heads at these records are signed, however many come at once (checkpoint_thread.hpp).
inline constexpr std::uint64_t kMarkEvery = 256;
static_assert(kMarkEvery >= kBatchRecordsMax, "a batch makes at most one mark durable");

struct LogSettings {
    OnLoss on_loss = OnLoss::refuse;
    ProgressReport progress;  // called on the thread that works; must return soon
    UpkeepSettings upkeep;
};

class DurableLog {
  public:
    // Opens, compares and mends the copies in `state`, whose lock the caller holds. A disk that is
    // full or read-only does not keep it from opening what can be read. Errors as of open_copies().
    // `files` must outlive the log.
    [[nodiscard]] static Result<std::unique_ptr<DurableLog>> open(FileSystem& files,
                                                                  const StateDirectory& state,
                                                                  LogSettings settings = {});

    // For open().
    DurableLog(FileSystem& files, const StatePaths& paths, Copies copies, LogSettings settings);

    [[nodiscard]] const OpenReport& report() const { return copies_.report; }
    [[nodiscard]] const Head& head() const { return copies_.head; }
    [[nodiscard]] std::uint64_t last_seq() const { return copies_.head.seq; }
    [[nodiscard]] JournalIdentity identity() const { return copies_.identity(); }
    // Of the records that come now: that of the last RestoredRecord, or the journal's first. Known
    // once replay() has seen every record, whichever copy had it.
    [[nodiscard]] std::optional<std::uint64_t> epoch() const { return epoch_; }

    // Calls `visit` for each record from the first on, to bring an engine to the present.
    [[nodiscard]] Result<> replay(
        const std::function<Result<>(std::uint64_t seq, core::Record record)>& visit);

    // Makes 1..kBatchRecordsMax records durable, the first with the sequence last_seq() + 1. A copy
    // that fails is out of use from then on; it is an error only when neither takes all of them.
    // Those up to the new last_seq() are stored then; those behind it are not, will never come
    // back, and leave their sequences to the next batch.
    [[nodiscard]] Result<> append(std::span<const core::SequencedRecord> batch);

    // The head at a multiple of kMarkEvery, where the last append() made it durable.
    [[nodiscard]] const std::optional<Head>& mark() const { return mark_; }

    // Errc::unavailable while the database is out of use, which it is from here on where the rows
    // turn out to be damaged.
    [[nodiscard]] Result<std::vector<ports::StoredScan>> query(const ports::ScanQuery& query);

    // See Upkeep.
    [[nodiscard]] bool tend(const ports::Clock& clock, bool idle) {
        return upkeep_.tend(clock, idle);
    }
    void check_at_once() { upkeep_.check_at_once(); }
    [[nodiscard]] core::StorageFacts facts() const;
    // What is amiss beside the copies: a code and a sentence that stand until others are given, or
    // none.
    void set_notice(std::string_view code, std::string_view sentence);
    [[nodiscard]] std::vector<core::RepairedRecord> take_repairs();
    [[nodiscard]] Result<> tidy_after_batch() { return upkeep_.after_batch(); }
    [[nodiscard]] Result<> tidy_at_rest() { return upkeep_.at_rest(); }

    // For those who copy or check it: none while it is out of use.
    [[nodiscard]] Database* database() {
        return copies_.database_trouble ? nullptr : copies_.database.get();
    }

  private:
    void encode(std::span<const core::SequencedRecord> batch);
    [[nodiscard]] Result<> write_journal(std::span<const StoredRecord> rest);
    [[nodiscard]] Result<> write_journal_alone();
    [[nodiscard]] Result<> rewrite_journal();
    [[nodiscard]] Result<> commit_rows(std::span<const core::SequencedRecord> batch);

    using RecordVisit = std::function<Result<>(std::uint64_t seq, core::Record record)>;
    [[nodiscard]] Result<> replay_copies(const RecordVisit& visit);
    [[nodiscard]] Result<> replay_rows(const RecordVisit& visit, Head from);
    void note_rewrite(std::uint64_t first_seq, std::span<const core::SequencedRecord> batch);

    [[nodiscard]] Result<> note_outcome(std::uint64_t last);
    void find_mark();

    FileSystem* files_;
    const StatePaths paths_;
    Copies copies_;
    std::optional<std::uint64_t> epoch_;
    bool has_failed_;  // the file not-stored names a batch
    Upkeep upkeep_;
    std::vector<std::vector<std::byte>> payloads_;  // of the batch at hand
    std::vector<StoredRecord> stored_;
    std::optional<Head> mark_;
    std::string notice_code_;
    std::string notice_;
    bool was_rewritten_ = false;
    std::vector<core::RepairedRecord> rewrites_;
    ParallelCall journal_sync_{"journal-sync"};
};

}  // namespace kiosk::storage
