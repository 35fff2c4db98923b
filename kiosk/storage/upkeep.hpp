// kiosk/storage/upkeep.hpp — all work on the copies but appending: space, watching, mending, scrub.
//
// Called by the storage thread between batches; each call does one slice.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/base/time.hpp"
#include "kiosk/core/storage_health.hpp"
#include "kiosk/ports/clock.hpp"
#include "kiosk/storage/ballast.hpp"
#include "kiosk/storage/copies.hpp"
#include "kiosk/storage/copy_watch.hpp"
#include "kiosk/storage/mending.hpp"
#include "kiosk/storage/scrub.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::storage {

struct UpkeepSettings {
    std::chrono::milliseconds look_every{1000};   // at free space and at the files' names
    std::chrono::milliseconds retry_every{1000};  // to mend a copy
    std::chrono::milliseconds scrub_pause{1000};  // between slices; at least 99 times a slice
    std::chrono::milliseconds scrub_late{4000};   // more, where somebody always waits
    std::chrono::milliseconds scrub_pass_pause{600'000};  // between passes
    // So long its code stands after a copy was made anew: who looks each two seconds sees it, also
    // where that took a moment only.
    std::chrono::milliseconds told_for{10'000};
};

class Upkeep {
  public:
    // `files` and `copies` must outlive it.
    Upkeep(FileSystem& files, const StatePaths& paths, Copies& copies, ProgressReport report,
           const UpkeepSettings& settings);

    // What is due; `idle` where nobody waits, which is what the scrub waits for, but not for ever:
    // a slice each five seconds reads a million events in seven hours, and one scan in a thousand
    // waits for it some milliseconds. True where more is due at once.
    [[nodiscard]] bool tend(const ports::Clock& clock, bool idle);

    // Takes the copy out of use after an error.
    void journal_failed(const Error& error);
    void database_failed(const Error& error, While doing = While::writing);

    // Somebody else found damage in the files: the scrub reads the journal from its beginning, now
    // and without pauses.
    void check_at_once();

    // Gives up the ballast where the error means that it would help. True: try again.
    [[nodiscard]] bool make_room(const Error& error);

    // Keeps the write-ahead log short; to be called after a batch was acknowledged.
    [[nodiscard]] Result<> after_batch();
    // Empties the write-ahead log and allocates the next segment.
    [[nodiscard]] Result<> at_rest();

    [[nodiscard]] core::StorageFacts facts() const;
    [[nodiscard]] std::vector<core::RepairedRecord> take_repairs();

  private:
    void look();
    void look_at_space();
    void look_at_names();
    void mend(Instant now);
    void tell(const core::RepairedRecord& repair, Instant now);
    void scrub(const ports::Clock& clock);
    [[nodiscard]] Result<> checkpoint(bool truncate);

    FileSystem& files_;
    StatePaths paths_;
    Copies& copies_;
    UpkeepSettings settings_;
    Ballast ballast_;
    CopyWatch watch_;
    Mending mending_;
    Scrub scrub_;
    Instant look_at_{};
    Instant scrub_at_{};
    bool is_urgent_ = false;  // the scrub takes no pauses
    std::uint64_t free_bytes_ = UINT64_MAX;
    bool has_inodes_ = true;
    bool wants_more_ = false;
    std::string told_code_;  // of the last repair, until told_until_
    Instant told_until_{};
    std::vector<core::RepairedRecord> repairs_;
};

}  // namespace kiosk::storage
