// kiosk/storage/mending.hpp — which copy is mended when, and how the progress is told.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "kiosk/base/time.hpp"
#include "kiosk/storage/ballast.hpp"
#include "kiosk/storage/copies.hpp"
#include "kiosk/storage/database_mender.hpp"
#include "kiosk/storage/journal_mender.hpp"

namespace kiosk::storage {

// A copy is being made anew or completed: `done` of `total` records, as far as the total is known
// by then; 0 where nothing is known of it.
struct RebuildProgress {
    core::StoredCopy copy = core::StoredCopy::journal;
    std::uint64_t done = 0;
    std::uint64_t total = 0;
};

using ProgressReport = std::function<void(const RebuildProgress&)>;

class Mending {
  public:
    // All but `report` must outlive it.
    Mending(FileSystem& files, const StatePaths& paths, Copies& copies, Ballast& ballast,
            ProgressReport report)
        : journal_(files, paths, copies),
          database_(files, paths, copies),
          copies_(copies),
          ballast_(ballast),
          report_(std::move(report)) {}

    // One slice, unless the last try failed less than `pause` ago. True where the next slice needs
    // no pause.
    [[nodiscard]] bool step(Instant now, BootClock::duration pause);

    // Repairs that came to an end since the last call.
    [[nodiscard]] std::vector<core::RepairedRecord> take_repairs();

    // How much of the copy at hand is made anew, or of what it lacked is copied; in steps of ten,
    // so that it is not news each moment. Nothing while none is being built and nothing was copied.
    [[nodiscard]] std::optional<unsigned> percent() const;

    // The database was closed under the menders' hands.
    void database_closed() { journal_.begin_again(); }

  private:
    [[nodiscard]] std::uint64_t done() const;
    [[nodiscard]] Result<bool> mend();
    void note_failure(const Error& error);

    JournalMender journal_;
    DatabaseMender database_;
    Copies& copies_;
    Ballast& ballast_;
    ProgressReport report_;
    std::optional<std::uint64_t> begun_at_;  // records that the copy at hand had at first
    Instant not_before_{};
    int doublings_ = 0;  // of the pause
    std::vector<core::RepairedRecord> repairs_;
};

}  // namespace kiosk::storage
