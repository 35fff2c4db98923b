// kiosk/app/backups.hpp — backups of the running station: asked for, and each hour by itself.
//
// Copies from files on a thread of its own; the storage thread knows nothing of it.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

#include "kiosk/app/worker.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/ports/clock.hpp"
#include "kiosk/ports/station_port.hpp"
#include "kiosk/storage/file_system.hpp"

namespace kiosk::app {

inline constexpr std::chrono::milliseconds kFirstBackupAfter{60'000};  // the start comes first

struct BackupSettings {
    std::filesystem::path state;
    std::filesystem::path to;                    // where the hourly ones go
    std::chrono::milliseconds every{3'600'000};  // 0: none by itself
};

class Backups {
  public:
    using Done = std::function<void(Result<ports::BackupAnswer>)>;

    // `files` and `clock` must outlive the object.
    Backups(storage::FileSystem& files, const ports::Clock& clock, BackupSettings settings);

    // Copies all up to the record `through`, which is durable, to `to` or to the usual place.
    // `done` is called on the worker.
    void run(std::filesystem::path to, std::uint64_t through, Done done);

    // Told the time now and then: makes the hourly backup where it is due and something changed.
    // A failure is logged with BAK-FAIL and tried again the next time.
    void tick(Instant now, std::uint64_t through);

    // True while one is being made.
    [[nodiscard]] bool busy() const { return worker_.busy(); }

  private:
    [[nodiscard]] Result<ports::BackupAnswer> make(const std::filesystem::path& to,
                                                   std::uint64_t through);

    storage::FileSystem& files_;
    const ports::Clock& clock_;
    const BackupSettings settings_;
    std::optional<Instant> next_;
    Worker worker_{"backup"};  // last
};

}  // namespace kiosk::app
