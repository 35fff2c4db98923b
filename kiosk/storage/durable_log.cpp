// kiosk/storage/durable_log.cpp — one batch, two copies, both synced at the same time.
#include "kiosk/storage/durable_log.hpp"

#include <utility>

#include "kiosk/base/check.hpp"
#include "kiosk/storage/journal_walk.hpp"
#include "kiosk/storage/transaction.hpp"

namespace kiosk::storage {

DurableLog::DurableLog(FileSystem& files, Path journal_directory, Copies copies)
    : files_(&files),
      journal_directory_(std::move(journal_directory)),
      copies_(std::move(copies)) {}

Result<std::unique_ptr<DurableLog>> DurableLog::open(FileSystem& files,
                                                     const StateDirectory& state) {
    auto copies = KIOSK_TRY(open_copies(files, state.paths(), state.station_id()));
    return std::make_unique<DurableLog>(files, state.paths().journal(), std::move(copies));
}

Result<> DurableLog::replay(
    const std::function<Result<>(std::uint64_t seq, core::Record record)>& visit) {
    const auto walked = KIOSK_TRY(walk_journal(
        *files_, journal_directory_, WalkDepth::framing, [&visit](const RecordView& view) {
            auto record = core::decode_record(view.payload);
            if (!record.has_value()) {
                return Result<>(fail(
                    std::move(record).error().in("journal record " + std::to_string(view.seq))));
            }
            return visit(view.seq, std::move(*record));
        }));
    if (walked.head != copies_.journal.head()) {
        return fail(Errc::corrupt, "journal ends at record " + std::to_string(walked.head.seq) +
                                       ", expected " + std::to_string(last_seq()));
    }
    return {};
}

Result<> DurableLog::append(std::span<const core::SequencedRecord> batch) {
    KIOSK_CHECK(!batch.empty() && batch.size() <= kBatchRecordsMax,
                "batches have 1 to 256 records");
    KIOSK_CHECK(batch.front().seq == last_seq() + 1 || failure_.has_value(),
                "records continue the log");
    if (failure_.has_value()) return fail(*failure_);
    auto appended = append_now(batch);
    if (!appended.has_value()) failure_ = appended.error();
    return appended;
}

Result<> DurableLog::append_now(std::span<const core::SequencedRecord> batch) {
    encode(batch);
    // The bytes go to the kernel first, so that after kill -9 the journal is never behind.
    KIOSK_TRY_VOID(write_journal());
    journal_sync_.start([this] { return copies_.journal.sync(); });
    const auto committed = commit_rows(batch);
    auto synced = journal_sync_.wait();
    if (!synced.has_value()) synced = copies_.journal.rewrite();
    KIOSK_TRY_VOID(synced);
    return committed;
}

void DurableLog::encode(std::span<const core::SequencedRecord> batch) {
    payloads_.clear();
    stored_.clear();
    Chain chain = copies_.journal.head().chain;
    for (const auto& [seq, record] : batch) {
        payloads_.push_back(core::encode(record));
        chain = next_chain(chain, seq, payloads_.back());
        stored_.push_back({seq, payloads_.back(), chain});
    }
}

Result<> DurableLog::write_journal() {
    std::span<const StoredRecord> rest(stored_);
    while (!rest.empty()) {
        const std::uint64_t before = copies_.journal.head().seq;
        auto written = copies_.journal.write(rest);
        if (written.has_value()) return {};
        // The file that failed is left; a new segment takes what was not durable, then the rest.
        KIOSK_TRY_VOID(copies_.journal.rewrite());
        rest = rest.subspan(copies_.journal.head().seq - before);
    }
    return {};
}

Result<> DurableLog::commit_rows(std::span<const core::SequencedRecord> batch) {
    auto transaction = KIOSK_TRY(Transaction::begin(*copies_.database));
    for (std::size_t i = 0; i < batch.size(); ++i) {
        KIOSK_TRY_VOID(copies_.rows.insert(stored_[i], batch[i].record));
    }
    return transaction.commit();
}

Result<std::vector<ports::StoredScan>> DurableLog::query(const ports::ScanQuery& query) {
    return copies_.rows.query(query);
}

Result<> DurableLog::tidy_after_batch() {
    if (copies_.database->wal_pages() < kWalPagesMax) return {};
    return copies_.database->checkpoint(/*truncate=*/false);
}

Result<> DurableLog::tidy_at_rest() {
    KIOSK_TRY_VOID(copies_.database->checkpoint(/*truncate=*/true));
    return copies_.journal.prepare();
}

}  // namespace kiosk::storage
