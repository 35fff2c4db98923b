// kiosk/storage/state_directory.hpp — the one directory a station lives in, owned by one process.
//
// Layout: lock, station-id, pepper, journal/, events.sqlite, roster/, checkpoint-key, checkpoints,
// backups/, ballast, quarantine/, database-complete, not-stored. Everything is readable by its
// owner only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/file_system.hpp"

namespace kiosk::storage {

inline constexpr std::size_t kPepperBytes = 32;

// Random, made once for each station; in the header of every journal segment.
struct StationId {
    std::array<std::uint8_t, 16> bytes{};

    friend bool operator==(const StationId&, const StationId&) = default;
};

using Pepper = std::array<std::byte, kPepperBytes>;

// Where things are, for those who only look (verify while a daemon runs).
struct StatePaths {
    Path root;

    [[nodiscard]] Path lock() const { return root / "lock"; }
    [[nodiscard]] Path station_id() const { return root / "station-id"; }
    [[nodiscard]] Path pepper() const { return root / "pepper"; }
    [[nodiscard]] Path journal() const { return root / "journal"; }
    [[nodiscard]] Path database() const { return root / "events.sqlite"; }
    [[nodiscard]] Path roster() const { return root / "roster"; }
    [[nodiscard]] Path notes() const { return root / "notes"; }        // of staff, personal
    [[nodiscard]] Path walk_ins() const { return root / "walk-ins"; }  // their names, personal;
    [[nodiscard]] Path walk_ins_again() const { return root / "walk-ins-again"; }  // twice
    [[nodiscard]] Path checkpoint_key() const { return root / "checkpoint-key"; }
    [[nodiscard]] Path checkpoints() const { return root / "checkpoints"; }
    [[nodiscard]] Path backups() const { return root / "backups"; }
    [[nodiscard]] Path ballast() const { return root / "ballast"; }
    [[nodiscard]] Path restoring() const { return root / "restoring"; }  // worth nothing yet
    [[nodiscard]] Path restored() const { return root / "restored"; }    // ready to be swapped in
    [[nodiscard]] Path arriving() const { return root / "arriving"; }    // half swapped in
    [[nodiscard]] Path quarantine() const { return root / "quarantine"; }
    // start_notes.hpp
    [[nodiscard]] Path database_complete() const { return root / "database-complete"; }
    [[nodiscard]] Path not_stored() const { return root / "not-stored"; }
};

enum class LockFor : std::uint8_t {
    owning,   // writes our pid into the file `lock`
    looking,  // changes nothing
};

// The lock of a state directory itself, held until destroyed or until the process ends, however it
// ends.
class StateLock {
  public:
    // Errc::locked names the pid of the owner. Errc::not_found where there is no such directory.
    [[nodiscard]] static Result<StateLock> take(const StatePaths& paths, LockFor purpose);

    ~StateLock();
    StateLock(StateLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    StateLock& operator=(StateLock&&) = delete;
    StateLock(const StateLock&) = delete;
    StateLock& operator=(const StateLock&) = delete;

  private:
    explicit StateLock(int descriptor) : descriptor_(descriptor) {}

    int descriptor_;
};

class StateDirectory {
  public:
    // Creates what is missing and takes the lock for this process. Errc::locked names the pid of
    // the owner. Errc::corrupt where station-id or pepper is damaged, or missing beside data that
    // depends on it: made anew they would turn every stored code hash into nonsense. Errc::conflict
    // where a restore was interrupted (restore.hpp). What the disk refuses comes with its code
    // (with_code).
    [[nodiscard]] static Result<StateDirectory> open(FileSystem& files, const Path& root);

    ~StateDirectory();
    StateDirectory(StateDirectory&& other) noexcept;
    StateDirectory& operator=(StateDirectory&&) = delete;
    StateDirectory(const StateDirectory&) = delete;
    StateDirectory& operator=(const StateDirectory&) = delete;

    [[nodiscard]] const StatePaths& paths() const { return paths_; }
    [[nodiscard]] const StationId& station_id() const { return station_id_; }
    // Key of the code hashes; never to be logged.
    [[nodiscard]] const Pepper& pepper() const { return pepper_; }

  private:
    [[nodiscard]] static Result<StateDirectory> take(FileSystem& files, const Path& root);

    StateDirectory(const Path& root, StateLock lock) : paths_{root}, lock_(std::move(lock)) {}

    StatePaths paths_;
    StateLock lock_;
    StationId station_id_;
    Pepper pepper_{};
};

// What a restore left that was killed or ran out of space; for the owner of the lock.
void remove_half_restored(const StatePaths& paths);

// Unpredictable bytes. StateDirectory::open must have succeeded once in this process.
void fill_random(std::span<std::byte> bytes);
[[nodiscard]] std::uint64_t random_number();

// The number NNNN that the next thing in quarantine gets; makes the directory where it is gone.
[[nodiscard]] Result<int> next_quarantine_number(FileSystem& files, const StatePaths& paths);

// quarantine/NNNN-name
[[nodiscard]] Path quarantined(const StatePaths& paths, int number, const Path& victim);

// Moves a file or directory to quarantine/NNNN-name and returns the new path. Never overwrites,
// as long as a number given here is new to that name.
[[nodiscard]] Result<Path> move_to_quarantine(FileSystem& files, const StatePaths& paths,
                                              const Path& victim, int number);
[[nodiscard]] Result<Path> move_to_quarantine(FileSystem& files, const StatePaths& paths,
                                              const Path& victim);

}  // namespace kiosk::storage
