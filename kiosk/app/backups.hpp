// kiosk/app/backups.hpp — backups of the running station: asked for, and each hour by itself.
//
// Copies from files on a thread of its own; the storage thread knows nothing of it. Between two
// pieces it rests, so that the guests' records have the disk for at least half of the time.
#pragma once

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>

#include "kiosk/app/worker.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/ports/clock.hpp"
#include "kiosk/ports/station_port.hpp"
#include "kiosk/storage/file_system.hpp"

namespace kiosk::app {

inline constexpr std::chrono::milliseconds kFirstBackupAfter{60'000};  // the start comes first
// After a failure; the last one again and again.
inline constexpr std::array kBackupRetries{std::chrono::minutes(1), std::chrono::minutes(5),
                                           std::chrono::minutes(15)};
// Where the station's own files were damaged: they are mended by then, or mending still goes on.
inline constexpr std::chrono::seconds kBackupAfterDamage{2};
inline constexpr std::chrono::milliseconds kBackupRestMax{50};  // between two pieces

struct BackupSettings {
    std::filesystem::path state;
    std::filesystem::path to;                    // where the hourly ones go
    std::chrono::milliseconds every{3'600'000};  // 0: none by itself
};

class Backups {
  public:
    using Done = std::function<void(Result<ports::BackupAnswer>)>;

    // `files` and `clock` must outlive the object. `on_damage` is called on the worker where the
    // station's own files turn out to be damaged; it may be empty.
    Backups(storage::FileSystem& files, const ports::Clock& clock, BackupSettings settings,
            std::function<void()> on_damage);
    ~Backups();  // finishes what runs

    Backups(const Backups&) = delete;
    Backups& operator=(const Backups&) = delete;

    // Copies all up to the record `through`, which is durable, to `to` or to the usual place.
    // `done` is called on the worker; Errc::unavailable while the journal is being mended.
    void run(std::filesystem::path to, std::uint64_t through, Done done);

    // Told the time now and then, and whether the journal is whole: makes the hourly backup where
    // it is due and something changed. A failure is told by view() and tried again after
    // kBackupRetries; one that waited for the journal, as soon as that is whole, and one that found
    // damage first after kBackupAfterDamage.
    void tick(Instant now, std::uint64_t through, bool journal_is_whole);

    // For staff. Any thread.
    [[nodiscard]] ports::BackupView view() const;

    // How often it has rested. Any thread.
    [[nodiscard]] std::uint64_t rests() const;

    // True while one is being made.
    [[nodiscard]] bool busy() const { return worker_.busy(); }

  private:
    [[nodiscard]] bool can_read() const;
    [[nodiscard]] bool is_due(Instant now, bool journal_is_whole);
    void make_hourly(std::uint64_t through);
    [[nodiscard]] Result<ports::BackupAnswer> make(const std::filesystem::path& to,
                                                   std::uint64_t through);
    void rest(Instant& since);
    void note_made(const ports::BackupAnswer& answer);
    void note_failed(const Error& error);

    storage::FileSystem& files_;
    const ports::Clock& clock_;
    const BackupSettings settings_;
    const std::function<void()> on_damage_;

    mutable std::mutex mutex_;  // guards all below
    std::condition_variable rest_;
    bool stopping_ = false;
    std::uint64_t rests_ = 0;
    std::optional<Instant> next_;
    bool was_whole_ = true;
    std::size_t failures_ = 0;  // one after another
    bool was_damaged_ = false;  // the last one found damage
    ports::BackupView view_;
    Worker worker_{"backup"};  // last
};

}  // namespace kiosk::app
