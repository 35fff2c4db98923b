// kiosk/storage/journal_rebuild.cpp — merging two copies, and the swap.
#include "kiosk/storage/journal_rebuild.hpp"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <string>
#include <system_error>
#include <utility>

namespace kiosk::storage {
namespace {

constexpr std::size_t kSyncAfterBytes = 1U << 20U;  // bounds the journal's memory
constexpr std::uint64_t kAll = std::numeric_limits<std::uint64_t>::max();

Path unfinished(const StatePaths& paths) {
    return paths.root / "journal.rebuilding";
}
Path finished(const StatePaths& paths) {
    return paths.root / "journal.rebuilt";
}

Result<> remove_unfinished(const StatePaths& paths) {
    // Holds only records that the two copies still have.
    std::error_code problem;
    std::filesystem::remove_all(unfinished(paths), problem);
    if (problem) return fail(system_error("remove " + unfinished(paths).string(), problem.value()));
    return {};
}

Result<> swap_in(FileSystem& files, const StatePaths& paths) {
    if (std::filesystem::exists(paths.journal())) {
        KIOSK_TRY_VOID(move_to_quarantine(files, paths, paths.journal()));
    }
    KIOSK_TRY_VOID(files.rename(finished(paths), paths.journal()));
    return files.sync_directory(paths.root);
}

}  // namespace

Result<std::unique_ptr<JournalRebuild>> JournalRebuild::begin(FileSystem& files,
                                                              const StatePaths& paths,
                                                              const JournalIdentity& identity,
                                                              EventTable* rows) {
    KIOSK_TRY_VOID(remove_unfinished(paths));
    // Of a swap that failed, and of which no start has made an end yet.
    if (std::filesystem::exists(finished(paths))) {
        KIOSK_TRY_VOID(move_to_quarantine(files, paths, finished(paths)));
    }
    auto salvage = KIOSK_TRY(Salvage::open(files, paths.journal()));
    auto out =
        KIOSK_TRY(Journal::create(files, unfinished(paths), identity.station, identity.epoch));
    return std::make_unique<JournalRebuild>(files, paths, std::move(salvage), std::move(out), rows);
}

JournalRebuild::JournalRebuild(FileSystem& files, const StatePaths& paths, Salvage salvage,
                               Journal out, EventTable* rows)
    : files_(files),
      paths_(paths),
      salvage_(std::move(salvage)),
      out_(std::move(out)),
      rows_(rows),
      candidate_(salvage_.next()) {}

Result<bool> JournalRebuild::step(std::uint64_t last, std::uint64_t count) {
    for (; count > 0 && out_.head().seq < last; --count) {
        if (!KIOSK_TRY(take_next())) return false;
    }
    return true;
}

// Writes the next record from either copy; false when none has it.
Result<bool> JournalRebuild::take_next() {
    const std::uint64_t wanted = out_.head().seq + 1;
    passed_over_.reset();
    while (candidate_ && candidate_->seq < wanted) candidate_ = salvage_.next();
    // Where a later segment may have superseded this one, the row knows which record stands.
    if (salvage_.is_contested() && KIOSK_TRY(take_row(wanted))) return true;
    if (KIOSK_TRY(take_candidate(wanted))) return true;
    if (KIOSK_TRY(take_row(wanted))) return true;
    while (candidate_) {
        // A superseded segment may hold later sequences than the one that follows it.
        highest_seen_ = std::max(highest_seen_, candidate_->seq);
        candidate_ = salvage_.next();
        if (KIOSK_TRY(take_candidate(wanted))) return true;
    }
    return false;
}

Result<bool> JournalRebuild::take_candidate(std::uint64_t wanted) {
    if (!candidate_ || candidate_->seq != wanted) return false;
    const StoredRecord record{wanted, candidate_->payload, candidate_->chain};
    if (!continues(record)) {
        passed_over_ = candidate_->chain;
        return false;
    }
    KIOSK_TRY_VOID(write(record));
    return true;
}

Result<bool> JournalRebuild::take_row(std::uint64_t wanted) {
    if (rows_ == nullptr) return false;
    const auto row = rows_->find(wanted);
    // A row that cannot be read is one that is missing; the journal may have it.
    if (!row.has_value() || !row->has_value() || !continues(**row)) return false;
    if (taken_.first_seq == 0) {
        taken_ = {wanted, 0, passed_over_, (*row)->chain};
        if (!passed_over_ && candidate_ && candidate_->seq == wanted) {
            taken_.found = candidate_->chain;
        }
    }
    ++taken_.records;
    KIOSK_TRY_VOID(write(**row));
    return true;
}

bool JournalRebuild::continues(const StoredRecord& record) const {
    return !record.payload.empty() && record.payload.size() <= kJournalPayloadMax &&
           record.chain == next_chain(out_.head().chain, record.seq, record.payload);
}

Result<> JournalRebuild::write(const StoredRecord& record) {
    pending_bytes_ += record_size(record.payload.size());
    KIOSK_TRY_VOID(out_.write(std::span(&record, 1)));
    if (pending_bytes_ < kSyncAfterBytes) return {};
    pending_bytes_ = 0;
    return out_.sync();
}

Result<Journal> JournalRebuild::finish() {
    KIOSK_TRY_VOID(out_.sync());
    if (std::filesystem::exists(unfinished(paths_))) {
        KIOSK_TRY_VOID(files_.rename(unfinished(paths_), finished(paths_)));
        out_.directory_is(finished(paths_));
    }
    KIOSK_TRY_VOID(files_.sync_directory(paths_.root));
    KIOSK_TRY_VOID(swap_in(files_, paths_));
    out_.directory_is(paths_.journal());
    return std::move(out_);
}

Result<Taken> rebuild_journal(FileSystem& files, const StatePaths& paths,
                              const JournalIdentity& identity, EventTable& rows,
                              std::uint64_t torn_through) {
    auto rebuild = KIOSK_TRY(JournalRebuild::begin(files, paths, identity, &rows));
    while (KIOSK_TRY(rebuild->step(kAll, kAll))) {
    }
    const std::uint64_t in_rows = KIOSK_TRY(rows.head()).seq;
    const std::uint64_t beyond = std::max(rebuild->highest_seen(), in_rows);
    const std::uint64_t reached = rebuild->head().seq;
    const bool is_torn_batch = reached >= in_rows && rebuild->highest_seen() <= torn_through;
    if (beyond > reached && !is_torn_batch) {
        return fail(Errc::corrupt, "record " + std::to_string(reached + 1) +
                                       " is intact neither in the journal nor in the database, and"
                                       " records up to " +
                                       std::to_string(beyond) + " follow it");
    }
    KIOSK_TRY_VOID(rebuild->finish());
    return rebuild->taken();
}

Result<> finish_interrupted_rebuild(FileSystem& files, const StatePaths& paths) {
    KIOSK_TRY_VOID(remove_unfinished(paths));
    if (!std::filesystem::exists(finished(paths))) return {};
    return swap_in(files, paths);
}

}  // namespace kiosk::storage
