// kiosk/storage/database_rebuild.cpp — rows from the journal into a new file, and the swap.
#include "kiosk/storage/database_rebuild.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "kiosk/core/record.hpp"
#include "kiosk/storage/migrations.hpp"
#include "kiosk/storage/transaction.hpp"

namespace kiosk::storage {
namespace {

constexpr std::array<std::string_view, 4> kSuffixes = {"", "-wal", "-shm", "-journal"};

Path unfinished(const StatePaths& paths) {
    return paths.database().string() + ".rebuilding";
}

}  // namespace

Result<std::unique_ptr<DatabaseRebuild>> DatabaseRebuild::begin(FileSystem& files,
                                                                const StatePaths& paths,
                                                                const JournalIdentity& identity) {
    KIOSK_TRY_VOID(remove_unfinished_database(files, paths));
    auto database = KIOSK_TRY(Database::open(unfinished(paths), DatabaseUse::building));
    // Every slice is on the disk when its COMMIT returns; so the swap has nothing left to wait for.
    KIOSK_TRY_VOID(database->execute("PRAGMA synchronous=FULL"));
    KIOSK_TRY_VOID(migrate(*database));
    auto rows = KIOSK_TRY(EventTable::open(*database));
    KIOSK_TRY_VOID(rows.set_identity(identity));
    const Head genesis{0, genesis_chain(identity.station, identity.epoch)};
    return std::make_unique<DatabaseRebuild>(files, paths, std::move(database), std::move(rows),
                                             genesis);
}

DatabaseRebuild::DatabaseRebuild(FileSystem& files, const StatePaths& paths,
                                 std::unique_ptr<Database> database, EventTable rows,
                                 const Head& genesis)
    : files_(files),
      paths_(paths),
      database_(std::move(database)),
      rows_(std::move(rows)),
      reader_(files, paths.journal(), genesis) {}

Result<> DatabaseRebuild::step(std::uint64_t last, std::uint64_t count) {
    auto transaction = KIOSK_TRY(Transaction::begin(*database_));
    KIOSK_TRY_VOID(reader_.read(last, count, [this](const RecordView& view) -> Result<> {
        auto record = core::decode_record(view.payload);
        if (!record.has_value()) {
            return fail(std::move(record).error().in("record " + std::to_string(view.seq)));
        }
        if (view.seq == remembered_seq_) remembered_ = view.chain;
        return rows_->insert({view.seq, view.payload, view.chain}, *record);
    }));
    return transaction.commit();
}

Result<> DatabaseRebuild::finish() {
    rows_.reset();
    database_.reset();
    KIOSK_TRY_VOID(quarantine_database(files_, paths_));
    KIOSK_TRY_VOID(files_.rename(unfinished(paths_), paths_.database()));
    return files_.sync_directory(paths_.root);
}

// The write-ahead log must be gone before another file has the name: SQLite would apply it there.
// All parts get one number, so that SQLite finds the log beside its file there, too.
Result<> quarantine_database(FileSystem& files, const StatePaths& paths) {
    int number = KIOSK_TRY(next_quarantine_number(files, paths));
    // After a crash in here the file is in quarantine already, with the number before.
    const Path gone_ahead = quarantined(paths, number - 1, paths.database());
    const bool was_begun = !is_there(paths.database()) && is_there(gone_ahead);
    if (was_begun) --number;
    for (const auto suffix : kSuffixes) {
        const Path file = paths.database().string() + std::string(suffix);
        if (!is_there(file)) continue;
        KIOSK_TRY_VOID(move_to_quarantine(files, paths, file, number));
    }
    return {};
}

Result<> finish_quarantine(FileSystem& files, const StatePaths& paths) {
    const bool has_log = is_there(paths.database().string() + "-wal");
    if (is_there(paths.database()) || !has_log) return {};
    return quarantine_database(files, paths);
}

Result<> remove_unfinished_database(FileSystem& files, const StatePaths& paths) {
    for (const auto suffix : kSuffixes) {
        const Path file = unfinished(paths).string() + std::string(suffix);
        // Asked first: a read-only disk refuses to remove even what is not there.
        if (!is_there(file)) continue;
        KIOSK_TRY_VOID(files.remove(file));
    }
    return {};
}

}  // namespace kiosk::storage
