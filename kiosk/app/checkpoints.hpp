// kiosk/app/checkpoints.hpp — lets the station sign its history while it runs.
#pragma once

#include <chrono>
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

// A head that waits longer for its signature is told of: twice the time that it may take.
inline constexpr std::chrono::minutes kUnsignedMax{2};

// Hands over how far the log is durable, and says in the storage's status where that is not being
// signed: `checkpoints` absent, or too slow. And keeps the files of keys (key_keeper.hpp). Both
// `checkpoints` and `files` must outlive the tasks.
[[nodiscard]] std::vector<std::unique_ptr<storage::StorageTask>> storage_tasks(
    storage::CheckpointThread* checkpoints, storage::FileSystem& files,
    const storage::StateDirectory& state);

}  // namespace kiosk::app
