// kiosk/storage/journal_rebuild.hpp — gathers the whole log from every copy into a new journal.
//
// Each record comes from whichever copy has it as the hash chain wants it: segments, also old ones;
// rows, also of a damaged database; the newest database in quarantine.
//
// Never repairs in place: the new journal is built beside the old one, the old one goes to
// quarantine, the new one takes its name. A crash at any point is finished at the next start.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/event_table.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/journal.hpp"
#include "kiosk/storage/journal_walk.hpp"
#include "kiosk/storage/quarantined_rows.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::storage {

// What the other copy had to give, for the record of the repair.
struct Taken {
    std::uint64_t first_seq = 0;    // 0: nothing
    std::uint64_t records = 0;      // from first_seq on, not always one after another
    std::optional<Chain> found;     // what stood at first_seq in the damaged copy
    std::optional<Chain> restored;  // what stands there now
};

// What there is beside the journal's own files and the newest database in quarantine.
struct Sources {
    EventTable* rows = nullptr;        // of the database at hand, which may be damaged; or none
    std::vector<Head> proven{};        // heads that are known to belong to the log
    bool rows_first = false;           // they are proven genuine; a journal may be forged
    std::optional<Head> not_stored{};  // the log ends before this record
    // Called with the number of records there are, at the beginning and after each 1,000.
    std::function<void(std::uint64_t)> told{};
};

// No copy has the next record, although later ones can be read.
struct Hole {
    std::uint64_t seq = 0;      // the first that is missing
    std::uint64_t next = 0;     // the next that can be read
    std::uint64_t last = 0;     // the last that can be read
    bool is_one_copy = false;   // one of those was decided while only one copy was in use
    bool in_rows = false;       // the database has one of those, and commits no batch in part
    bool is_kept_back = false;  // none can be read, but the disk kept back the journal's end
};

class JournalRebuild {
  public:
    // `paths` and what `sources` points to must outlive it.
    [[nodiscard]] static Result<std::unique_ptr<JournalRebuild>> begin(
        FileSystem& files, const StatePaths& paths, const JournalIdentity& identity,
        Sources sources);

    JournalRebuild(FileSystem& files, const StatePaths& paths, Salvage salvage, Journal out,
                   Sources sources);
    // What is not finished is removed: it has only what the copies still have.
    ~JournalRebuild();
    JournalRebuild(JournalRebuild&&) = delete;
    JournalRebuild& operator=(JournalRebuild&&) = delete;
    JournalRebuild(const JournalRebuild&) = delete;
    JournalRebuild& operator=(const JournalRebuild&) = delete;

    // Takes up to `count` records, none above `last`, each from whichever copy has it intact and in
    // the chain. True while the next one was found.
    [[nodiscard]] Result<bool> step(std::uint64_t last, std::uint64_t count);

    [[nodiscard]] const Head& head() const { return out_.head(); }
    [[nodiscard]] const Taken& taken() const { return taken_; }
    // See Salvage.
    [[nodiscard]] bool has_gaps() const { return salvage_.has_gaps(); }
    [[nodiscard]] bool is_end_kept_back() const { return salvage_.is_end_kept_back(); }

    // After step() found no next record: why; nothing where the log ends there, as far as the disk
    // lets us see.
    [[nodiscard]] Result<std::optional<Hole>> hole();

    // The new journal takes the name of the old one, which goes to quarantine. After an error it
    // can be called again.
    [[nodiscard]] Result<Journal> finish();

  private:
    [[nodiscard]] Result<> next_candidate();
    [[nodiscard]] Result<bool> take_next();
    [[nodiscard]] Result<bool> take_candidate(std::uint64_t wanted);
    [[nodiscard]] Result<bool> take_row(std::uint64_t wanted);
    [[nodiscard]] Result<bool> take_quarantined(std::uint64_t wanted);
    [[nodiscard]] bool is_next(const StoredRecord& record) const;
    [[nodiscard]] Result<> take(const StoredRecord& record);
    [[nodiscard]] Result<bool> is_row_in_chain(std::uint64_t seq);
    void follow_quarantine(std::uint64_t wanted);
    void pass_over_candidate();
    [[nodiscard]] Result<> write(const StoredRecord& record);

    FileSystem& files_;
    const StatePaths& paths_;
    Salvage salvage_;
    Journal out_;
    Sources sources_;
    std::optional<QuarantinedRows> quarantine_;  // opened when it is needed
    std::uint64_t followed_ = 0;                 // the missing record it was followed for
    std::optional<RecordView> candidate_;
    Hole seen_;                         // of the records that could not be used
    std::optional<Chain> passed_over_;  // of the last candidate for the wanted record
    Taken taken_;
    std::size_t pending_bytes_ = 0;
};

// Whether the log may end at a hole. An error stops the rebuild, with nothing changed.
using HoleRuling = std::function<Result<>(const Hole&)>;

struct Gathered {
    Taken taken;
    std::optional<Hole> hole;  // where the log ends now, if the ruling allowed it
    bool has_gaps = false;     // the disk kept back parts of the old journal
};

// All at once, at start.
[[nodiscard]] Result<Gathered> rebuild_journal(FileSystem& files, const StatePaths& paths,
                                               const JournalIdentity& identity, Sources sources,
                                               const HoleRuling& rule);

// Puts the finished journal of an interrupted rebuild in place and drops an unfinished one. What
// has the name of either and is none goes to quarantine; a journal in the place of the finished one
// takes the place of another only where it is whole and the station's. After an error the next call
// goes on.
[[nodiscard]] Result<> finish_interrupted_rebuild(FileSystem& files, const StatePaths& paths,
                                                  const StationId& station);

// Where the journal is to be read when that failed: a disk may take no change of names. Errors are
// only what the system refuses.
[[nodiscard]] Result<Path> whole_journal(FileSystem& files, const StatePaths& paths,
                                         const StationId& station);

}  // namespace kiosk::storage
