// kiosk/storage/journal_rebuild.hpp — makes a whole journal out of a damaged one and the database.
//
// Never repairs in place: the new journal is built beside the old one, the old one goes to
// quarantine, the new one takes its name. A crash at any point is finished at the next start.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/event_table.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/journal.hpp"
#include "kiosk/storage/journal_walk.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::storage {

// What the other copy had to give, for the record of the repair.
struct Taken {
    std::uint64_t first_seq = 0;    // 0: nothing
    std::uint64_t records = 0;      // from first_seq on, not always one after another
    std::optional<Chain> found;     // what stood at first_seq in the damaged copy
    std::optional<Chain> restored;  // what stands there now
};

class JournalRebuild {
  public:
    // Without `rows` only the journal itself is read. `paths` and `rows` must outlive it.
    [[nodiscard]] static Result<std::unique_ptr<JournalRebuild>> begin(
        FileSystem& files, const StatePaths& paths, const JournalIdentity& identity,
        EventTable* rows);

    JournalRebuild(FileSystem& files, const StatePaths& paths, Salvage salvage, Journal out,
                   EventTable* rows);

    // Takes up to `count` records, none above `last`, each from whichever copy has it intact and in
    // the chain. True while the next one was found.
    [[nodiscard]] Result<bool> step(std::uint64_t last, std::uint64_t count);

    [[nodiscard]] const Head& head() const { return out_.head(); }
    [[nodiscard]] const Taken& taken() const { return taken_; }
    // Of the records that could not be used.
    [[nodiscard]] std::uint64_t highest_seen() const { return highest_seen_; }

    // The new journal takes the name of the old one, which goes to quarantine. After an error it
    // can be called again.
    [[nodiscard]] Result<Journal> finish();

  private:
    [[nodiscard]] Result<bool> take_next();
    [[nodiscard]] Result<bool> take_candidate(std::uint64_t wanted);
    [[nodiscard]] Result<bool> take_row(std::uint64_t wanted);
    [[nodiscard]] bool continues(const StoredRecord& record) const;
    [[nodiscard]] Result<> write(const StoredRecord& record);

    FileSystem& files_;
    const StatePaths& paths_;
    Salvage salvage_;
    Journal out_;
    EventTable* rows_;
    std::optional<RecordView> candidate_;
    std::uint64_t highest_seen_ = 0;
    std::optional<Chain> passed_over_;  // of the last candidate for the wanted record
    Taken taken_;
    std::size_t pending_bytes_ = 0;
};

// All at once, at start. Behind a gap, records up to `torn_through` that the database has not may
// be left out: a batch that a power cut tore. Errc::corrupt, with nothing changed, where any other
// record is in neither copy although later ones exist.
[[nodiscard]] Result<Taken> rebuild_journal(FileSystem& files, const StatePaths& paths,
                                            const JournalIdentity& identity, EventTable& rows,
                                            std::uint64_t torn_through);

// Puts the finished journal of an interrupted rebuild in place and drops an unfinished one.
[[nodiscard]] Result<> finish_interrupted_rebuild(FileSystem& files, const StatePaths& paths);

}  // namespace kiosk::storage
