// kiosk/app/storage_at_start.hpp — opens the durable record and brings the engine to the present.
#pragma once

#include <memory>

#include "kiosk/app/mailbox.hpp"
#include "kiosk/app/recorded_stats.hpp"
#include "kiosk/app/station_clock.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/core/engine/engine.hpp"
#include "kiosk/storage/durable_log.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::app {

// What learns from the record at start.
struct RecordReaders {
    core::Engine& engine;
    StationClock& clock;
    BeforeStart& before;
};

// Opens and mends both copies, replays every record into `into`, of times the newest trusted one.
// Says in the log what was mended and how far it is. Errors as of DurableLog::open().
[[nodiscard]] Result<std::unique_ptr<storage::DurableLog>> open_record(
    storage::FileSystem& files, const storage::StateDirectory& state, storage::OnLoss on_loss,
    const RecordReaders& into);

}  // namespace kiosk::app
