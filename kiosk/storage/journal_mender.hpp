// kiosk/storage/journal_mender.hpp — brings the journal back into use, from the database.
//
// A journal whose file failed goes on in a new segment; one that is damaged is made anew. While the
// database is out too, this comes first: what a failed batch left in the old files is out of the
// way before the store takes records again.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/copies.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/journal_rebuild.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::storage {

class JournalMender {
  public:
    // All must outlive it.
    JournalMender(FileSystem& files, const StatePaths& paths, Copies& copies)
        : files_(files), paths_(paths), copies_(copies) {}

    // One slice of the work; the repair when the journal is in use again. After an error the next
    // call begins anew where it must.
    [[nodiscard]] Result<std::optional<core::RepairedRecord>> step();

    // Records of the files that are being made anew; nothing while none are.
    [[nodiscard]] std::optional<std::uint64_t> built() const;
    [[nodiscard]] std::uint64_t done() const;  // records that the new files have

    // Forgets what was begun, which refers to rows that are gone.
    void begin_again() { rebuild_.reset(), is_whole_ = false; }

  private:
    [[nodiscard]] Result<bool> go_on();
    [[nodiscard]] Result<bool> make_anew();
    [[nodiscard]] Result<> find_rows();
    [[nodiscard]] Result<> copy_rows();
    [[nodiscard]] Result<> put_database_away();

    FileSystem& files_;
    const StatePaths& paths_;
    Copies& copies_;
    bool has_begun_ = false;
    bool is_filled_ = false;
    bool is_whole_ = false;  // the new journal, which lacks its name only
    std::unique_ptr<JournalRebuild> rebuild_;
    Taken taken_;
};

}  // namespace kiosk::storage
