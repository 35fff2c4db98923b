// kiosk/app/checkpoints.hpp — lets the station sign its history while it runs.
#pragma once

#include <memory>
#include <vector>

#include "kiosk/storage/checkpoint_thread.hpp"
#include "kiosk/storage/state_directory.hpp"
#include "kiosk/storage/storage_thread.hpp"

namespace kiosk::app {

// Nothing where the key can be neither read nor made, which the log tells: a station without
// signatures still records.
[[nodiscard]] std::unique_ptr<storage::CheckpointThread> start_checkpoints(
    storage::FileSystem& files, const storage::StateDirectory& state);

// Hands over each second how far the log is durable. `checkpoints` must outlive the tasks.
[[nodiscard]] std::vector<std::unique_ptr<storage::StorageTask>> checkpoint_tasks(
    storage::CheckpointThread* checkpoints);

}  // namespace kiosk::app
