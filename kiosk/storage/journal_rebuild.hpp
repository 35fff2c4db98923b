// kiosk/storage/journal_rebuild.hpp — makes a whole journal out of a damaged one and the database.
//
// Never repairs in place: the new journal is built beside the old one, the old one goes to
// quarantine, the new one takes its name. A crash at any point is finished at the next start.
#pragma once

#include <cstdint>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/event_table.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::storage {

// Takes each record from whichever copy has it intact and in the chain; returns how many came from
// the database. Behind a gap, records up to `torn_through` that the database has not may be left
// out: a batch that a power cut tore. Errc::corrupt, with nothing changed, where any other record
// is in neither copy although later ones exist.
[[nodiscard]] Result<std::uint64_t> rebuild_journal(FileSystem& files, const StatePaths& paths,
                                                    const JournalIdentity& identity,
                                                    EventTable& rows, std::uint64_t torn_through);

// Puts the finished journal of an interrupted rebuild in place and drops an unfinished one.
[[nodiscard]] Result<> finish_interrupted_rebuild(FileSystem& files, const StatePaths& paths);

}  // namespace kiosk::storage
