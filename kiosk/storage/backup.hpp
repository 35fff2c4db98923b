// kiosk/storage/backup.hpp — copies a station's state while it runs, and proves the copy.
//
// A backup is a directory backup-<station>-<number> with the journal up to one record, identity,
// attendee list and checkpoints, and a manifest. The database is not in it: it is made from the
// journal, and that is tried out before a backup counts (docs/decisions/0009).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "kiosk/base/result.hpp"
#include "kiosk/base/time.hpp"
#include "kiosk/storage/backup_manifest.hpp"
#include "kiosk/storage/file_system.hpp"

namespace kiosk::storage {

inline constexpr std::size_t kBackupGenerations = 2;

struct BackupRequest {
    Path state;
    Path to;  // directory of backups; made if need be
    UtcTime now{};
    // The last record, which must be durable; absent: all of it, for a station that is not running.
    std::optional<std::uint64_t> through;
    // Called after each piece, so that the station's own writes come between. May be empty.
    std::function<void()> breathe;
};

struct BackupReport {
    Path path;
    BackupManifest manifest;
    std::uint64_t bytes = 0;
};

// Writes beside, syncs, reads all of it back and only then gives it its name; then removes all but
// the newest kBackupGenerations of this station, and none with a record that this one has not.
// After an error the backups before are as they
// were. Reads files only, so it may run beside the thread that owns them. Errors: Errc::not_found
// without a journal, Errc::corrupt where the state is damaged before `through`, system errors.
[[nodiscard]] Result<BackupReport> make_backup(FileSystem& files, const BackupRequest& request);

struct FoundBackup {
    Path path;
    BackupManifest manifest;
};

// The newest of this state's station by its number; nothing where there is none with a manifest.
[[nodiscard]] Result<std::optional<FoundBackup>> newest_backup(FileSystem& files, const Path& state,
                                                               const Path& to);

// True where the newest backup does not end with this record of this history, or has another
// attendee list.
[[nodiscard]] Result<bool> needs_backup(FileSystem& files, const BackupRequest& request);

// Reads the whole backup: digests, chain, every record as a row, attendee list. Errc::corrupt names
// what is wrong, Errc::not_found where there is no manifest.
[[nodiscard]] Result<BackupManifest> check_backup(FileSystem& files, const Path& backup,
                                                  const std::function<void()>& breathe = {});

}  // namespace kiosk::storage
