// kiosk/app/key_keeper.hpp — the small files that a station cannot do without stay what they are.
//
// They are read once, at the start. Deleted or changed behind the station's back they would be
// missed at the next start only, which they would end; so they are looked at each second and
// written anew from memory.
#pragma once

#include <cstddef>
#include <vector>

#include "kiosk/storage/state_directory.hpp"
#include "kiosk/storage/storage_thread.hpp"

namespace kiosk::app {

class KeyKeeper final : public storage::StorageTask {
  public:
    // `files` must outlive it. Keeps station-id and pepper as they were read, and checkpoint-key as
    // it is now where the station signs with it; one that was refused is for staff to put right.
    KeyKeeper(storage::FileSystem& files, const storage::StateDirectory& state, bool signs);

    void tick(storage::DurableLog& log, const Timestamp& now) override;

  private:
    struct Kept {
        storage::Path path;
        std::vector<std::byte> bytes;
    };
    void look_at(const Kept& kept);

    storage::FileSystem& files_;
    storage::StatePaths paths_;
    std::vector<Kept> kept_;
    bool has_failed_ = false;  // and that was told
};

}  // namespace kiosk::app
