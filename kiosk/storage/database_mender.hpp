// kiosk/storage/database_mender.hpp — brings the database back into use, from the journal.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/copies.hpp"
#include "kiosk/storage/database_rebuild.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/journal_reader.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::storage {

class DatabaseMender {
  public:
    // All must outlive it.
    DatabaseMender(FileSystem& files, const StatePaths& paths, Copies& copies)
        : files_(files), paths_(paths), copies_(copies) {}

    // One slice of the work, while the journal is in use; the repair when the database is in use
    // again. Where the journal turns out to be damaged it gets the trouble and the error comes
    // back.
    [[nodiscard]] Result<std::optional<core::RepairedRecord>> step();

    // Records of the files that are being made anew; nothing while none are.
    [[nodiscard]] std::optional<std::uint64_t> built() const;
    [[nodiscard]] std::uint64_t done() const;  // records that the new rows have

  private:
    [[nodiscard]] Result<bool> go_on();
    [[nodiscard]] Result<bool> make_anew();
    [[nodiscard]] Result<> insert_slice();
    [[nodiscard]] Result<> reopen();
    void judge(const JournalReader& reader, const Error& error);

    FileSystem& files_;
    const StatePaths& paths_;
    Copies& copies_;
    std::unique_ptr<DatabaseRebuild> rebuild_;
    bool has_failed_ = false;  // since the database was opened
    std::uint64_t records_ = 0;
    std::optional<Chain> restored_;
};

}  // namespace kiosk::storage
