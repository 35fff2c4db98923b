// kiosk/storage/copy_watch.hpp — notices files that are deleted, replaced or cut under the daemon.
//
// An open file goes on working after somebody removed its name; what is written to it then is lost
// with the process. So the names are compared with what is open, and what stands under them with
// what was written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/database.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/journal.hpp"
#include "kiosk/storage/segment_watch.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::storage {

class CopyWatch {
  public:
    CopyWatch(FileSystem& files, const StatePaths& paths)
        : files_(&files), paths_(paths), segment_(files) {}

    // Each returns what is wrong, or nothing.
    [[nodiscard]] std::optional<Error> look_at(Journal& journal);
    [[nodiscard]] std::optional<Error> look_at(Database& database);

    // After the files were exchanged by ourselves, or grew by a checkpoint.
    void forget_journal() { segments_.clear(), segment_.begin_again(); }
    void forget_database() { database_.reset(), log_.reset(); }

  private:
    [[nodiscard]] std::optional<Error> compare_open_segment(Journal& journal) const;
    [[nodiscard]] std::optional<Error> compare_names(const Path& directory);
    [[nodiscard]] std::optional<Error> compare(const Path& path, std::optional<FileFacts>& known,
                                               std::uint64_t size_min) const;

    FileSystem* files_;
    StatePaths paths_;
    SegmentWatch segment_;                 // the open one
    std::vector<std::uint64_t> segments_;  // that were there the last time
    std::optional<FileFacts> database_;
    std::optional<FileFacts> log_;  // the write-ahead log
};

}  // namespace kiosk::storage
