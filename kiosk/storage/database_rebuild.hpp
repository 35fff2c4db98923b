// kiosk/storage/database_rebuild.hpp — makes the database anew from the journal, in slices.
//
// Built beside the old one and not journalled: until it is whole and synced it has no name that
// counts. Appends go on between the slices.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/database.hpp"
#include "kiosk/storage/event_table.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/journal_reader.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::storage {

class DatabaseRebuild {
  public:
    // `paths` must outlive it.
    [[nodiscard]] static Result<std::unique_ptr<DatabaseRebuild>> begin(
        FileSystem& files, const StatePaths& paths, const JournalIdentity& identity);

    DatabaseRebuild(FileSystem& files, const StatePaths& paths, std::unique_ptr<Database> database,
                    EventTable rows, const Head& genesis);

    // Takes up to `count` records of the journal, none above `last`, durably. Errors: those of
    // JournalReader and of the database; after one the rebuild is to be begun again.
    [[nodiscard]] Result<> step(std::uint64_t last, std::uint64_t count);

    [[nodiscard]] const Head& head() const { return reader_.head(); }
    [[nodiscard]] const JournalReader& reader() const { return reader_; }

    // The chain value of this record will be asked for.
    void remember(std::uint64_t seq) { remembered_seq_ = seq; }
    [[nodiscard]] const std::optional<Chain>& remembered() const { return remembered_; }

    // The new file takes the name of the old one, which goes to quarantine. Nobody may have the old
    // one open.
    [[nodiscard]] Result<> finish();

  private:
    FileSystem& files_;
    const StatePaths& paths_;
    std::unique_ptr<Database> database_;
    std::optional<EventTable> rows_;
    JournalReader reader_;
    std::uint64_t remembered_seq_ = 0;
    std::optional<Chain> remembered_;
};

// The database and what SQLite keeps beside it.
[[nodiscard]] Result<> quarantine_database(FileSystem& files, const StatePaths& paths);

// A log without its file was left by a crash between the two; SQLite would delete it.
[[nodiscard]] Result<> finish_quarantine(FileSystem& files, const StatePaths& paths);

// Drops what an interrupted rebuild left: it holds only records that the journal has.
[[nodiscard]] Result<> remove_unfinished_database(FileSystem& files, const StatePaths& paths);

}  // namespace kiosk::storage
