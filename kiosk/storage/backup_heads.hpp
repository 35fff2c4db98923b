// kiosk/storage/backup_heads.hpp — which signed heads go into a backup, and what one must have.
//
// A restore refuses a journal that lacks what the station signed. So a backup takes the heads that
// its own journal holds, and is none where the journal lacks what it should hold.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/checkpoint_file.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/journal_format.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::storage {

class BackupHeads {
  public:
    // Those that are signed now, before the journal is copied.
    [[nodiscard]] static Result<BackupHeads> read(FileSystem& files, const StatePaths& paths,
                                                  const StationId& station);

    // Each record that is copied.
    void visit(const RecordView& record);

    // The text of the file 'checkpoints' for a journal that ends with record `last`: the heads that
    // lie on it. Errc::corrupt where the station signed another record there, or a later one
    // although the journal is copied to its end.
    [[nodiscard]] Result<std::string> through(std::uint64_t last, bool is_whole) const;

  private:
    BackupHeads(const StationId& station, std::string text, Result<KeySeed> seed);

    StationId station_;
    std::string text_;
    Result<KeySeed> seed_;
    CheckpointList list_;
    std::map<std::uint64_t, std::optional<Chain>> in_journal_;  // at the numbers of the heads
};

// For a station that is not running: Errc::corrupt where the database has records behind `last`,
// with which the journal ends. One that cannot be read says nothing.
[[nodiscard]] Result<> refuse_short_journal(const StatePaths& paths, std::uint64_t last);

}  // namespace kiosk::storage
