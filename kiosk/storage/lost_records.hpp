// kiosk/storage/lost_records.hpp — were the records behind a hole of the log acknowledged?
//
// A power cut may keep the later blocks of a batch and lose the first: then no copy has the next
// record, later ones can be read, and nobody was told of any. Damage looks the same. What can be
// known about it decides; where nothing can, the log ends at the hole and says so.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/copies.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/journal_format.hpp"
#include "kiosk/storage/journal_rebuild.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::storage {

enum class Loss : std::uint8_t {
    none,      // a torn batch
    possible,  // a torn batch, or the last records before the stop
    certain,   // they were acknowledged
};

struct KnownRows {
    bool are_all = false;    // each acknowledged record has a row ...
    std::uint64_t last = 0;  // ... and this is the last
};

// What the start knows besides.
struct Acknowledged {
    KnownRows rows{};
    std::uint64_t segment_first = 0;    // of the last segment: all before it was durable
    std::optional<Head> signed_head{};  // the newest checkpoint of this history
};

// As its header says; 0 where there is none that can be read.
[[nodiscard]] std::uint64_t first_of_last_segment(FileSystem& files, const Path& journal);

// Reads the last segment's header and the checkpoints of this epoch.
[[nodiscard]] Acknowledged acknowledged(FileSystem& files, const StatePaths& paths,
                                        std::uint64_t epoch, const KnownRows& rows);

[[nodiscard]] Loss judge(const Hole& hole, const Acknowledged& known);

// "record 7", "records 7 to 9"
[[nodiscard]] std::string name_of_records(std::uint64_t first, std::uint64_t last);

// For Loss::certain: which records, and what to do.
[[nodiscard]] Error refusal(const Hole& hole);

// For Loss::possible: what the log ends with, as a sentence and as a record of the repair.
void note_lost(OpenReport& report, const Hole& hole);

// Gathers the log from every copy. It may end at a hole unless what stands there was acknowledged.
[[nodiscard]] Result<Gathered> gather_log(FileSystem& files, const StatePaths& paths,
                                          const JournalIdentity& identity, Sources sources,
                                          const Acknowledged& known);

// Errc::corrupt where both copies are gone, but checkpoints show that there were records: a station
// that forgot who is inside would let every ticket in again.
[[nodiscard]] Result<> refuse_lost_history(FileSystem& files, const StatePaths& paths);

}  // namespace kiosk::storage
