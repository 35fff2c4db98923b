// kiosk/storage/start_notes.hpp — what a start has to know and neither copy can say itself.
//
//   database-complete  an empty file: each acknowledged record has a row. It goes before the
//   journal
//                      alone acknowledges anything, and comes back when the database is mended.
//   not-stored         the first record of the batch that was reported as failed last. A start that
//                      meets exactly this record ends the log before it.
#pragma once

#include <optional>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/journal_format.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::storage {

[[nodiscard]] bool is_marked_complete(const StatePaths& paths);
// Durable when they return without error.
[[nodiscard]] Result<> mark_complete(FileSystem& files, const StatePaths& paths);
[[nodiscard]] Result<> unmark_complete(FileSystem& files, const StatePaths& paths);

// As well as the disk allows, which refuses everything else: where the sync fails too, the next
// process still sees it.
void note_not_stored(FileSystem& files, const StatePaths& paths, const Head& first);
// Nothing where there is none or it is damaged. Errors are only what the system refuses.
[[nodiscard]] Result<std::optional<Head>> read_not_stored(FileSystem& files,
                                                          const StatePaths& paths);
[[nodiscard]] Result<> forget_not_stored(FileSystem& files, const StatePaths& paths);

}  // namespace kiosk::storage
