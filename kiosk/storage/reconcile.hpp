// kiosk/storage/reconcile.hpp — opens both copies at start and makes them agree.
//
//   database behind the journal          its missing rows are inserted
//   database unreadable or different     quarantined, made anew from the journal
//   database ahead of the journal        the journal is continued from its rows
//   journal damaged                      rebuilt from both (journal_rebuild.hpp)
// A record is acknowledged only when both copies have it, so one intact copy is enough.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/database.hpp"
#include "kiosk/storage/event_table.hpp"
#include "kiosk/storage/journal.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::storage {

// Most records in one batch; so after a crash one copy is at most this far ahead of the other.
inline constexpr std::size_t kBatchRecordsMax = 256;

struct OpenReport {
    std::uint64_t records = 0;
    std::uint64_t segments = 0;
    std::optional<std::string>
        torn_tail;                     // normal after a power cut; nothing of it was acknowledged
    std::vector<std::string> repairs;  // what was damaged and what was done, one sentence each
};

struct Copies {
    std::unique_ptr<Database> database;
    EventTable rows;
    Journal journal;
    OpenReport report;
};

// Errc::corrupt where a record is damaged in both copies, Errc::conflict where the copies belong to
// different stations or journals, Errc::unsupported for a later schema; nothing is changed then.
[[nodiscard]] Result<Copies> open_copies(FileSystem& files, const StatePaths& paths,
                                         const StationId& station);

}  // namespace kiosk::storage
