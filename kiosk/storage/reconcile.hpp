// kiosk/storage/reconcile.hpp — opens both copies at start and makes them agree.
//
//   database behind the journal          its missing rows are inserted
//   database unreadable or different     quarantined, made anew from the journal
//   database ahead of the journal        the journal is continued from its rows
//   journal damaged                      rebuilt from both (journal_rebuild.hpp)
//   the copies differ                    the one that the station's signed heads prove is kept
//   a copy that can only be read         opened so, out of use until it is mended
// A record is acknowledged only when a copy has it, so one intact copy is enough.
#pragma once

#include "kiosk/base/result.hpp"
#include "kiosk/storage/copies.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/lost_records.hpp"
#include "kiosk/storage/mending.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::storage {

// Errc::corrupt where a record that was acknowledged is in neither copy and the loss is not
// accepted, Errc::conflict where the copies belong to different stations or journals,
// Errc::unsupported for a later schema; nothing is changed then. The total of the progress is not
// known here.
[[nodiscard]] Result<Copies> open_copies(FileSystem& files, const StatePaths& paths,
                                         const StationId& station,
                                         const ProgressReport& progress = {},
                                         OnLoss on_loss = OnLoss::refuse);

}  // namespace kiosk::storage
