// kiosk/storage/journal_rebuild.cpp — merging two copies, and the swap.
#include "kiosk/storage/journal_rebuild.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>

#include "kiosk/storage/journal.hpp"
#include "kiosk/storage/journal_walk.hpp"

namespace kiosk::storage {
namespace {

Path unfinished(const StatePaths& paths) {
    return paths.root / "journal.rebuilding";
}
Path finished(const StatePaths& paths) {
    return paths.root / "journal.rebuilt";
}

class Merge {
  public:
    Merge(Salvage& salvage, EventTable& rows, Journal& out)
        : salvage_(salvage), rows_(rows), out_(out), candidate_(salvage.next()) {}

    // Returns how many records came from the database.
    Result<std::uint64_t> run(std::uint64_t torn_through) {
        while (KIOSK_TRY(take_next())) {
        }
        KIOSK_TRY_VOID(out_.sync());
        const std::uint64_t in_rows = KIOSK_TRY(rows_.head()).seq;
        const std::uint64_t beyond = std::max(highest_seen_, in_rows);
        const std::uint64_t reached = out_.head().seq;
        const bool is_torn_batch = reached >= in_rows && highest_seen_ <= torn_through;
        if (beyond > reached && !is_torn_batch) {
            return fail(Errc::corrupt,
                        "record " + std::to_string(out_.head().seq + 1) +
                            " is intact neither in the journal nor in the database, and records"
                            " up to " +
                            std::to_string(beyond) + " follow it");
        }
        return from_rows_;
    }

  private:
    // Writes the next record from either copy; false when none has it.
    Result<bool> take_next() {
        const std::uint64_t wanted = out_.head().seq + 1;
        bool asked_rows = false;
        while (true) {
            while (candidate_ && candidate_->seq < wanted) candidate_ = salvage_.next();
            if (candidate_ && candidate_->seq == wanted &&
                continues({wanted, candidate_->payload, candidate_->chain})) {
                KIOSK_TRY_VOID(write({wanted, candidate_->payload, candidate_->chain}));
                return true;
            }
            if (!asked_rows) {
                asked_rows = true;
                const auto row = KIOSK_TRY(rows_.find(wanted));
                if (row.has_value() && continues(*row)) {
                    KIOSK_TRY_VOID(write(*row));
                    ++from_rows_;
                    return true;
                }
            }
            if (!candidate_) return false;
            // A superseded segment may hold later sequences than the one that follows it.
            highest_seen_ = std::max(highest_seen_, candidate_->seq);
            candidate_ = salvage_.next();
        }
    }

    bool continues(const StoredRecord& record) const {
        return !record.payload.empty() && record.payload.size() <= kJournalPayloadMax &&
               record.chain == next_chain(out_.head().chain, record.seq, record.payload);
    }

    Result<> write(const StoredRecord& record) {
        pending_bytes_ += record_size(record.payload.size());
        KIOSK_TRY_VOID(out_.write(std::span(&record, 1)));
        if (pending_bytes_ < kSyncAfterBytes) return {};
        pending_bytes_ = 0;
        return out_.sync();
    }

    static constexpr std::size_t kSyncAfterBytes = 1U << 20U;  // bounds the journal's memory

    Salvage& salvage_;
    EventTable& rows_;
    Journal& out_;
    std::optional<RecordView> candidate_;
    std::uint64_t highest_seen_ = 0;
    std::uint64_t from_rows_ = 0;
    std::size_t pending_bytes_ = 0;
};

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

Result<std::uint64_t> rebuild_journal(FileSystem& files, const StatePaths& paths,
                                      const JournalIdentity& identity, EventTable& rows,
                                      std::uint64_t torn_through) {
    KIOSK_TRY_VOID(remove_unfinished(paths));
    std::uint64_t from_rows = 0;
    {
        auto salvage = KIOSK_TRY(Salvage::open(files, paths.journal()));
        auto out =
            KIOSK_TRY(Journal::create(files, unfinished(paths), identity.station, identity.epoch));
        from_rows = KIOSK_TRY(Merge(salvage, rows, out).run(torn_through));
    }
    KIOSK_TRY_VOID(files.rename(unfinished(paths), finished(paths)));
    KIOSK_TRY_VOID(files.sync_directory(paths.root));
    KIOSK_TRY_VOID(swap_in(files, paths));
    return from_rows;
}

Result<> finish_interrupted_rebuild(FileSystem& files, const StatePaths& paths) {
    KIOSK_TRY_VOID(remove_unfinished(paths));
    if (!std::filesystem::exists(finished(paths))) return {};
    return swap_in(files, paths);
}

}  // namespace kiosk::storage
