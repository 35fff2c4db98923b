// kiosk/storage/restore.hpp — makes a state directory from a backup; what was there is kept.
//
// Builds beside, tries it out, then swaps. The restored journal goes on with a record that begins a
// new epoch, so that no number used since the backup can be mistaken for a new one.
#pragma once

#include <cstdint>
#include <optional>

#include "kiosk/base/result.hpp"
#include "kiosk/base/time.hpp"
#include "kiosk/core/ids.hpp"
#include "kiosk/storage/file_system.hpp"

namespace kiosk::storage {

struct RestoreRequest {
    Path backup;
    Path state;  // made if need be; no daemon may run on it
    Timestamp now;
    core::BootId boot;         // that the steady time of `now` belongs to
    bool accept_loss = false;  // although the state has more records, or is another station's
};

struct RestoreReport {
    std::uint64_t records = 0;        // of the backup
    std::uint64_t epoch = 0;          // that begins behind them
    std::uint64_t missing = 0;        // records that only the state before had
    std::optional<Path> kept_before;  // where the state before is now
    bool finished_earlier = false;    // an interrupted restore was completed; nothing else was done
};

// Errc::locked while a daemon runs; Errc::conflict, with nothing changed, where the state has
// records that the backup has not (unless accept_loss); errors of check_backup(). After an
// interruption the station does not start until a second call has finished the swap.
[[nodiscard]] Result<RestoreReport> restore_backup(FileSystem& files,
                                                   const RestoreRequest& request);

}  // namespace kiosk::storage
