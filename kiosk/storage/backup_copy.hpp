// kiosk/storage/backup_copy.hpp — a station's files, copied as a backup has them.
#pragma once

#include <string>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/backup.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::storage {

// As its file says. Errc::corrupt, Errc::not_found.
[[nodiscard]] Result<StationId> station_of(FileSystem& files, const StatePaths& paths);

// How a backup names an attendee list: "roster/roster-7.sqlite".
[[nodiscard]] std::string roster_name(std::uint64_t version);

// Copies into the new directory `target` and writes the manifest, durably; errors of make_backup().
[[nodiscard]] Result<BackupManifest> copy_state(FileSystem& files, const BackupRequest& request,
                                                const Path& target);

}  // namespace kiosk::storage
