// kiosk/app/backups.cpp — when to back up, and what to say of it.
#include "kiosk/app/backups.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/core.h>
#include <spdlog/spdlog.h>

#include "kiosk/base/text_codec.hpp"
#include "kiosk/storage/backup.hpp"

namespace kiosk::app {
namespace {

constexpr const char* kFailed = "BAK-FAIL";

std::string span_text(BootClock::duration span) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(span);
    if (seconds < std::chrono::minutes(1)) return fmt::format("{} s", seconds.count());
    return fmt::format("{} min", std::chrono::ceil<std::chrono::minutes>(span).count());
}

std::chrono::minutes retry_after(std::size_t failures) {
    return kBackupRetries.at(std::min(failures, kBackupRetries.size()) - 1);
}

}  // namespace

Backups::Backups(storage::FileSystem& files, const ports::Clock& clock, BackupSettings settings,
                 std::function<void()> on_damage)
    : files_(files),
      clock_(clock),
      settings_(std::move(settings)),
      on_damage_(std::move(on_damage)) {}

Backups::~Backups() {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
    rest_.notify_all();
}

// As long as the piece before took, so that others have the disk half of the time.
void Backups::rest(Instant& since) {
    const auto worked = clock_.now().mono - since;
    const auto pause =
        std::clamp<BootClock::duration>(worked, BootClock::duration(0), kBackupRestMax);
    std::unique_lock lock(mutex_);
    ++rests_;
    rest_.wait_for(lock, pause, [this] { return stopping_; });
    since = clock_.now().mono;
}

Result<ports::BackupAnswer> Backups::make(const std::filesystem::path& to, std::uint64_t through) {
    Instant since = clock_.now().mono;
    const storage::BackupRequest request{settings_.state, to, clock_.now().utc, through,
                                         [this, &since] { rest(since); }};
    auto report = storage::make_backup(files_, request);
    if (!report) {
        const bool is_damage = report.error().code == Errc::corrupt;
        if (is_damage && on_damage_) on_damage_();
        spdlog::error("{}: {}; the backups before are as they were", kFailed,
                      report.error().context);
        return fail(std::move(report).error());
    }
    const auto& head = report->manifest.head;
    spdlog::info("backup: {} records in {}", head.seq, report->path.string());
    return ports::BackupAnswer{report->path, head.seq, to_hex(head.chain),
                               report->manifest.files.size(), report->bytes};
}

void Backups::run(std::filesystem::path to, std::uint64_t through, Done done) {
    if (to.empty()) to = settings_.to;
    worker_.run([this, to = std::move(to), through, done = std::move(done)] {
        if (!can_read()) {
            return done(fail(Errc::unavailable,
                             "the journal is being mended, and a backup is a copy of it"));
        }
        const auto made = make(to, through);
        if (made) note_made(*made);
        done(made);
    });
}

bool Backups::can_read() const {
    const std::scoped_lock lock(mutex_);
    return was_whole_;
}

void Backups::tick(Instant now, std::uint64_t through, bool journal_is_whole) {
    if (is_due(now, journal_is_whole)) worker_.run([this, through] { make_hourly(through); });
}

bool Backups::is_due(Instant now, bool journal_is_whole) {
    const std::scoped_lock lock(mutex_);
    const bool was_mended = !std::exchange(was_whole_, journal_is_whole) && journal_is_whole;
    if (settings_.every.count() == 0) return false;
    if (!next_) next_ = now + kFirstBackupAfter;
    if (was_mended && failures_ > 0) next_ = now;
    if (!journal_is_whole || now < *next_ || worker_.busy()) return false;
    next_ = now + settings_.every;
    return true;
}

void Backups::make_hourly(std::uint64_t through) {
    const auto needed = storage::needs_backup(
        files_, {settings_.state, settings_.to, clock_.now().utc, through, {}});
    if (needed && !*needed) return;
    const auto made = make(settings_.to, through);
    if (made)
        note_made(*made);
    else
        note_failed(made.error());
}

void Backups::note_made(const ports::BackupAnswer& answer) {
    const std::scoped_lock lock(mutex_);
    failures_ = 0;
    was_damaged_ = false;
    view_ = {.code = {}, .sentence = {}, .made_at = clock_.now().utc, .records = answer.records};
}

void Backups::note_failed(const Error& error) {
    const std::scoped_lock lock(mutex_);
    const bool is_damage = error.code == Errc::corrupt;
    BootClock::duration pause = retry_after(++failures_);
    if (is_damage && !was_damaged_) pause = kBackupAfterDamage;
    pause = std::min<BootClock::duration>(pause, settings_.every);
    was_damaged_ = is_damage;
    next_ = clock_.now().mono + pause;
    view_.code = kFailed;
    view_.sentence = fmt::format(
        "No backup could be made ({}). Check-ins go on and the backup before is intact; it is"
        " tried again in {}. {}",
        std::string(name_of(error.code)), span_text(pause),
        is_damage ? "The station checks and mends its own files meanwhile."
                  : "Look at the place that backups go to.");
}

ports::BackupView Backups::view() const {
    const std::scoped_lock lock(mutex_);
    return view_;
}

std::uint64_t Backups::rests() const {
    const std::scoped_lock lock(mutex_);
    return rests_;
}

}  // namespace kiosk::app
