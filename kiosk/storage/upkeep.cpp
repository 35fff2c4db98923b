// kiosk/storage/upkeep.cpp — what is due when.
#include "kiosk/storage/upkeep.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace kiosk::storage {
namespace {

constexpr int kScrubRest = 99;  // times the slice: one hundredth of one processor

// What stands in the way now tells more than what began it.
std::string current_code(const Trouble& trouble) {
    if (trouble.is_lost) return std::string(kLost);
    if (is_refusal(trouble.error)) {
        return std::string(code_of(trouble.error, While::writing));
    }
    return trouble.code;
}

}  // namespace

Upkeep::Upkeep(FileSystem& files, const StatePaths& paths, Copies& copies, ProgressReport report,
               const UpkeepSettings& settings)
    : files_(files),
      paths_(paths),
      copies_(copies),
      settings_(settings),
      ballast_(files, paths_.ballast()),
      watch_(files, paths_),
      mending_(files, paths_, copies, ballast_, std::move(report)),
      scrub_(files, copies) {
    look();
}

bool Upkeep::tend(const ports::Clock& clock, bool idle) {
    const Instant now = clock.now().mono;
    if (now >= look_at_) {
        look();
        look_at_ = now + settings_.look_every;
    }
    if (now >= told_until_) told_code_.clear();
    const bool is_whole = !copies_.journal_trouble && !copies_.database_trouble;
    if (!is_whole) mend(now);
    const Instant scrub_at = idle || is_urgent_ ? scrub_at_ : scrub_at_ + settings_.scrub_late;
    if (is_whole && now >= scrub_at) scrub(clock);
    return wants_more_;
}

void Upkeep::mend(Instant now) {
    wants_more_ = mending_.step(now, settings_.retry_every);
    auto repairs = mending_.take_repairs();
    if (repairs.empty()) return;
    for (const auto& repair : repairs) tell(repair, now);
    std::ranges::move(repairs, std::back_inserter(repairs_));
    watch_.forget_journal();
    watch_.forget_database();
    scrub_.begin_again();
}

// Of a refusal that is over, all was said while it lasted.
void Upkeep::tell(const core::RepairedRecord& repair, Instant now) {
    const bool was_refused =
        repair.code == kDiskFull || repair.code == kReadOnly || repair.code == kNoResources;
    if (was_refused) return;
    told_code_ = repair.code;
    told_until_ = now + settings_.told_for;
}

void Upkeep::scrub(const ports::Clock& clock) {
    const Instant begin = clock.now().mono;
    const bool is_over = scrub_.step();
    const Instant end = clock.now().mono;
    const BootClock::duration pause = is_over ? settings_.scrub_pass_pause : settings_.scrub_pause;
    scrub_at_ = end + std::max(pause, (end - begin) * kScrubRest);
    wants_more_ = copies_.journal_trouble || copies_.database_trouble;
    is_urgent_ = is_urgent_ && !is_over && !wants_more_;
    if (!is_urgent_) return;
    scrub_at_ = end;
    wants_more_ = true;
}

void Upkeep::check_at_once() {
    if (copies_.journal_trouble || copies_.database_trouble) return;  // all is read for the mending
    scrub_.begin_again();
    scrub_at_ = {};
    is_urgent_ = true;
}

void Upkeep::look() {
    look_at_space();
    look_at_names();
    if (copies_.journal_trouble || copies_.database_trouble) return;
    // Both are for later; that they fail is told by the free space.
    const auto kept = ballast_.keep(free_bytes_);
    const auto prepared = copies_.journal.prepare();
    static_cast<void>(kept);
    static_cast<void>(prepared);
}

void Upkeep::look_at_space() {
    const auto space = files_.space(paths_.root);
    if (!space.has_value()) return;
    has_inodes_ = space->has_inodes;
    free_bytes_ = has_inodes_ ? space->free_bytes : 0;  // as good as none
    if (!space->read_only) return;
    // Told before the first guest finds out. The open files may be sound, so both just go on later.
    const Error error{Errc::denied, "the file system of " + paths_.root.string() + " is read-only"};
    if (!copies_.journal_trouble) journal_failed(error);
    if (!copies_.database_trouble) {
        copies_.database_trouble = Trouble{std::string(kReadOnly), error, Remedy::go_on,
                                           copies_.rows_head.seq + 1, std::nullopt};
    }
}

void Upkeep::look_at_names() {
    if (!copies_.journal_trouble) {
        auto wrong = watch_.look_at(copies_.journal);
        if (wrong && !is_refusal(*wrong)) {
            copies_.journal_trouble = Trouble{std::string(code_of(*wrong, While::reading)),
                                              std::move(*wrong), Remedy::make_anew};
        }
    }
    if (!copies_.database_trouble) {
        auto wrong = watch_.look_at(*copies_.database);
        if (wrong && !is_refusal(*wrong)) {
            copies_.database_trouble = Trouble{std::string(code_of(*wrong, While::reading)),
                                               std::move(*wrong), Remedy::make_anew};
        }
    }
}

void Upkeep::journal_failed(const Error& error) {
    copies_.journal.abandon();
    copies_.journal_trouble =
        Trouble{std::string(code_of(error, While::writing)), error, Remedy::go_on,
                copies_.journal.durable().seq + 1, std::nullopt};
}

// SQLite rolls back what the system refused, and nothing else was lost; all other errors leave
// doubt.
void Upkeep::database_failed(const Error& error, While doing) {
    const bool is_sound = is_refusal(error);
    copies_.database_trouble = Trouble{std::string(code_of(error, doing)), error,
                                       is_sound ? Remedy::go_on : Remedy::make_anew,
                                       copies_.rows_head.seq + 1, std::nullopt};
    if (is_sound) return;
    copies_.close_database();
    mending_.database_closed();
}

bool Upkeep::make_room(const Error& error) {
    return error.code == Errc::no_space && ballast_.release();
}

Result<> Upkeep::after_batch() {
    if (copies_.database_trouble || copies_.database->wal_pages() < kWalPagesMax) return {};
    return checkpoint(/*truncate=*/false);
}

Result<> Upkeep::at_rest() {
    if (!copies_.database_trouble) KIOSK_TRY_VOID(checkpoint(/*truncate=*/true));
    if (copies_.journal_trouble) return {};
    auto prepared = copies_.journal.prepare();
    if (!prepared.has_value() && make_room(prepared.error())) prepared = copies_.journal.prepare();
    return prepared;
}

Result<> Upkeep::checkpoint(bool truncate) {
    auto moved = copies_.database->checkpoint(truncate);
    if (moved.has_value()) return {};
    if (make_room(moved.error())) moved = copies_.database->checkpoint(truncate);
    // Where the system refuses the log simply stays as it is.
    if (!moved.has_value() && !is_refusal(moved.error())) {
        database_failed(moved.error());
    }
    return moved;
}

core::StorageFacts Upkeep::facts() const {
    core::StorageFacts facts;
    facts.journal_works = !copies_.journal_trouble;
    facts.database_works = !copies_.database_trouble;
    facts.free_bytes = free_bytes_;
    const auto& trouble =
        copies_.journal_trouble ? copies_.journal_trouble : copies_.database_trouble;
    facts.code = trouble ? current_code(*trouble) : told_code_;
    if (!has_inodes_ && !trouble) facts.code = kDiskFull;
    if (!facts.code.empty()) facts.trouble = words_of(facts.code);
    if (trouble && trouble->is_lost) facts.trouble = trouble->error.context;  // which records
    if (!has_inodes_ && facts.code == kDiskFull) facts.trouble = kNoInodesWords;
    const auto percent = mending_.percent();
    if (trouble && percent) {
        const bool is_anew = trouble->remedy == Remedy::make_anew;
        facts.trouble += ", " + std::to_string(*percent) +
                         (is_anew ? " % are made anew" : " % of what it lacked are copied");
    }
    return facts;
}

std::vector<core::RepairedRecord> Upkeep::take_repairs() {
    return std::exchange(repairs_, {});
}

}  // namespace kiosk::storage
