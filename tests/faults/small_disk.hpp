// tests/faults/small_disk.hpp — the real file system, said to have few free bytes.
#pragma once

#include <algorithm>

#include "kiosk/storage/ballast.hpp"
#include "kiosk/storage/file_system.hpp"

namespace kiosk::faults {

// So that no ballast is made, which would take longer than all the rest of a state.
class SmallDisk final : public storage::FileSystem {
  public:
    [[nodiscard]] Result<storage::DiskSpace> space(const storage::Path& path) override {
        auto space = KIOSK_TRY(storage::FileSystem::space(path));
        space.free_bytes = std::min(space.free_bytes, storage::kBallastFreeMin - 1);
        return space;
    }
};

}  // namespace kiosk::faults
