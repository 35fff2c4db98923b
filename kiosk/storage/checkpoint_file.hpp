// kiosk/storage/checkpoint_file.hpp — the station's own checkpoints and the key they are signed
// with.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/checkpoint.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::storage {

// About 3,500 checkpoints. The older half goes when it is full: each one vouches for all before.
inline constexpr std::size_t kCheckpointFileMax = 1U << 20U;

using KeySeed = std::array<std::uint8_t, 32>;

// Reads the seed of the signing key or makes it, mode 0600. A seed of the wrong length goes to
// quarantine, and so do checkpoints whose key is gone. StateDirectory::open must have succeeded.
[[nodiscard]] Result<KeySeed> open_checkpoint_key(FileSystem& files, const StatePaths& paths);

// Reads it only. Errc::not_found, Errc::corrupt.
[[nodiscard]] Result<KeySeed> read_checkpoint_key(FileSystem& files, const StatePaths& paths);

// The text of state/checkpoints; empty where there is none.
[[nodiscard]] Result<std::string> read_checkpoint_file(FileSystem& files, const StatePaths& paths);

class CheckpointFile {
  public:
    // Drops a torn end; a file that is damaged elsewhere, or none, goes to quarantine and a new one
    // begins.
    [[nodiscard]] static Result<CheckpointFile> open(FileSystem& files, const StatePaths& paths);

    [[nodiscard]] const std::optional<Checkpoint>& newest() const { return newest_; }

    // Appends signed checkpoints durably, of which `checkpoint` is the last; an empty line stands
    // between two. A file that was removed, replaced or cut meanwhile is written anew with all that
    // was in it; so it is after an error, by the next call, for a file whose sync failed is not
    // trusted again.
    [[nodiscard]] Result<> append(const Checkpoint& checkpoint, const std::string& notes);

  private:
    CheckpointFile(FileSystem& files, StatePaths paths)
        : files_(&files), paths_(std::move(paths)) {}

    [[nodiscard]] Result<> load();
    [[nodiscard]] bool is_in_place();  // the open file has its name and its length
    [[nodiscard]] Result<> set_aside();
    [[nodiscard]] Result<> replace(std::string text);
    [[nodiscard]] Result<> write(const std::string& note);

    FileSystem* files_;
    StatePaths paths_;
    File file_;
    std::string text_;  // as it was last known to be on disk
    std::optional<Checkpoint> newest_;
    bool is_sound_ = false;
};

}  // namespace kiosk::storage
