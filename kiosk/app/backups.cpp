// kiosk/app/backups.cpp — when to back up, and what to say of it.
#include "kiosk/app/backups.hpp"

#include <utility>

#include <spdlog/spdlog.h>

#include "kiosk/base/text_codec.hpp"
#include "kiosk/storage/backup.hpp"

namespace kiosk::app {

Backups::Backups(storage::FileSystem& files, const ports::Clock& clock, BackupSettings settings)
    : files_(files), clock_(clock), settings_(std::move(settings)) {}

Result<ports::BackupAnswer> Backups::make(const std::filesystem::path& to, std::uint64_t through) {
    const storage::BackupRequest request{settings_.state, to, clock_.now().utc, through, {}};
    auto report = storage::make_backup(files_, request);
    if (!report) {
        spdlog::error("BAK-FAIL: {}; the backups before are as they were", report.error().context);
        return fail(std::move(report).error());
    }
    const auto& head = report->manifest.head;
    spdlog::info("backup: {} records in {}", head.seq, report->path.string());
    return ports::BackupAnswer{report->path, head.seq, to_hex(head.chain),
                               report->manifest.files.size(), report->bytes};
}

void Backups::run(std::filesystem::path to, std::uint64_t through, Done done) {
    if (to.empty()) to = settings_.to;
    worker_.run(
        [this, to = std::move(to), through, done = std::move(done)] { done(make(to, through)); });
}

void Backups::tick(Instant now, std::uint64_t through) {
    if (settings_.every.count() == 0) return;
    if (!next_) next_ = now + kFirstBackupAfter;
    if (now < *next_ || worker_.busy()) return;
    next_ = now + settings_.every;
    worker_.run([this, through] {
        const auto needed = storage::needs_backup(
            files_, {settings_.state, settings_.to, clock_.now().utc, through, {}});
        if (needed && !*needed) return;
        const auto made = make(settings_.to, through);
        static_cast<void>(made);  // what went wrong was logged
    });
}

}  // namespace kiosk::app
