// kiosk/app/shop_files.hpp — what a station keeps of its ticket shop: key, mirror, what it told.
//
// In the folder shop/ of the state directory, of mode 0700: `device` with the key, `told`, and one
// mirror for each event. All but `told` can be had again from the shop; `told` holds no code and no
// name. One thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/base/result.hpp"
#include "kiosk/pretix/mirror.hpp"
#include "kiosk/pretix/shop_notes.hpp"
#include "kiosk/storage/file_system.hpp"

namespace kiosk::app {

inline constexpr std::size_t kMirrorBytesMax = 2UL << 30;  // of a file
inline constexpr std::size_t kMirrorSlack = 4UL << 20;     // bytes that need no compaction

class ShopFiles {
  public:
    ShopFiles(storage::FileSystem& files, storage::Path folder)
        : files_(files), folder_(std::move(folder)) {}

    // Makes the folder.
    [[nodiscard]] Result<> open();

    [[nodiscard]] Result<std::optional<pretix::ShopDevice>> device() const;
    [[nodiscard]] Result<> keep(const pretix::ShopDevice& device);

    [[nodiscard]] Result<pretix::Told> told() const;
    [[nodiscard]] Result<> keep(const pretix::Told& told);

    // The mirror of this event, empty where there is none; one that cannot be read is begun anew,
    // with `note` saying so. Mirrors of other events go.
    [[nodiscard]] Result<pretix::Mirror> open_mirror(const std::string& organizer,
                                                     const std::string& event, std::string& note);

    // Makes a line of the open mirror durable; after many it is written anew.
    [[nodiscard]] Result<> append(const std::string& line, const pretix::Mirror& mirror);

    // All that is about people, and the key.
    [[nodiscard]] Result<> forget_people();

  private:
    [[nodiscard]] Result<> compact(const pretix::Mirror& mirror);
    [[nodiscard]] Result<> remove_mirrors(const storage::Path& but);

    storage::FileSystem& files_;
    storage::Path folder_;
    storage::Path mirror_path_;
    storage::File mirror_;
    std::uint64_t end_ = 0;  // behind the last whole line
};

}  // namespace kiosk::app
