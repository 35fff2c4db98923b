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

// What a start does about records that were acknowledged and are in no copy.
enum class OnLoss : std::uint8_t {
    refuse,
    accept,  // the operator knows it, and wants to go on without them
};

// As its header says; 0 where there is none that can be read. Errors are only what the system
// refuses.
[[nodiscard]] Result<std::uint64_t> first_of_last_segment(FileSystem& files, const Path& journal);

[[nodiscard]] Loss judge(const Hole& hole, const Acknowledged& known);

// "record 7", "records 7 to 9"
[[nodiscard]] std::string name_of_records(std::uint64_t first, std::uint64_t last);

// "no record was", "1 record was", "2 records were"
[[nodiscard]] std::string number_of_records(std::uint64_t count);

// For Loss::certain: which records, and what to do.
[[nodiscard]] Error refusal(const Hole& hole);
// The same of records behind the end of both copies, which the station signed that it had.
[[nodiscard]] Error refusal_of_end(std::uint64_t first, std::uint64_t last);

// What the log ends with, as a sentence and as a record of the repair: for Loss::possible, and for
// what the operator gave up.
void note_lost(OpenReport& report, const Hole& hole);
void note_given_up(OpenReport& report, std::uint64_t first, std::uint64_t last);

// Gathers the log from every copy. It may end at a hole unless what stands there was acknowledged;
// then too where the loss is accepted.
[[nodiscard]] Result<Gathered> gather_log(FileSystem& files, const StatePaths& paths,
                                          const JournalIdentity& identity, Sources sources,
                                          const Acknowledged& known, OnLoss on_loss);

// Why a station without any copy is no new one; nothing where it is. One that forgot who is inside
// would let every ticket in again.
[[nodiscard]] std::optional<Error> trace_of_lost_history(FileSystem& files,
                                                         const StatePaths& paths);

}  // namespace kiosk::storage
