// kiosk/storage/journal_rebuild.cpp — merging all copies, and the swap.
#include "kiosk/storage/journal_rebuild.hpp"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <string>
#include <system_error>
#include <utility>

#include "kiosk/storage/journal_segment.hpp"
#include "kiosk/storage/trouble.hpp"

namespace kiosk::storage {
namespace {

constexpr std::size_t kSyncAfterBytes = 1U << 20U;  // bounds the journal's memory
constexpr std::uint64_t kToldEvery = 1000;          // records
constexpr std::uint64_t kAll = std::numeric_limits<std::uint64_t>::max();

Path unfinished(const StatePaths& paths) {
    return paths.root / "journal.rebuilding";
}
Path finished(const StatePaths& paths) {
    return paths.root / "journal.rebuilt";
}

Result<> remove_unfinished(const StatePaths& paths) {
    // Holds only records that the two copies still have.
    std::error_code problem;
    std::filesystem::remove_all(unfinished(paths), problem);
    if (problem) return fail(system_error("remove " + unfinished(paths).string(), problem.value()));
    return {};
}

Result<> swap_in(FileSystem& files, const StatePaths& paths) {
    if (is_there(paths.journal())) {
        KIOSK_TRY_VOID(move_to_quarantine(files, paths, paths.journal()));
    }
    KIOSK_TRY_VOID(files.rename(finished(paths), paths.journal()));
    return files.sync_directory(paths.root);
}

// Somebody may have put anything there. Where the journal is gone it is the only one, though.
Result<bool> is_finished(FileSystem& files, const StatePaths& paths, const StationId& station) {
    const auto segments = list_segments(files, finished(paths));
    if (!segments.has_value() && is_refusal(segments.error())) return fail(segments.error());
    if (!segments.has_value() || segments->empty()) return false;
    if (!is_there(paths.journal())) return true;
    const auto walked = KIOSK_TRY(walk_journal(files, finished(paths), WalkDepth::verify,
                                               [](const RecordView&) -> Result<> { return {}; }));
    return !walked.damage && !walked.torn_tail && walked.station == station;
}

Result<> set_aside_no_directory(FileSystem& files, const StatePaths& paths) {
    std::error_code ignored;  // what cannot be looked at is told by whoever opens it
    const auto status = std::filesystem::symlink_status(paths.journal(), ignored);
    const bool has_name = std::filesystem::exists(status);
    if (!has_name || std::filesystem::is_directory(paths.journal(), ignored)) return {};
    KIOSK_TRY_VOID(move_to_quarantine(files, paths, paths.journal()));
    return {};
}

}  // namespace

Result<std::unique_ptr<JournalRebuild>> JournalRebuild::begin(FileSystem& files,
                                                              const StatePaths& paths,
                                                              const JournalIdentity& identity,
                                                              Sources sources) {
    KIOSK_TRY_VOID(finish_interrupted_rebuild(files, paths, identity.station));
    auto salvage = KIOSK_TRY(Salvage::open(files, paths.journal()));
    auto out =
        KIOSK_TRY(Journal::create(files, unfinished(paths), identity.station, identity.epoch));
    auto rebuild = std::make_unique<JournalRebuild>(files, paths, std::move(salvage),
                                                    std::move(out), std::move(sources));
    KIOSK_TRY_VOID(rebuild->next_candidate());
    return rebuild;
}

JournalRebuild::JournalRebuild(FileSystem& files, const StatePaths& paths, Salvage salvage,
                               Journal out, Sources sources)
    : files_(files),
      paths_(paths),
      salvage_(std::move(salvage)),
      out_(std::move(out)),
      sources_(std::move(sources)) {}

JournalRebuild::~JournalRebuild() {
    const auto removed = remove_unfinished(paths_);
    static_cast<void>(removed);  // the next start tries again
}

Result<bool> JournalRebuild::step(std::uint64_t last, std::uint64_t count) {
    for (; count > 0 && out_.head().seq < last; --count) {
        if (!KIOSK_TRY(take_next())) return false;
    }
    return true;
}

// Writes the next record from any copy; false when none has it.
Result<bool> JournalRebuild::take_next() {
    const std::uint64_t wanted = out_.head().seq + 1;
    passed_over_.reset();
    while (candidate_ && candidate_->seq < wanted) KIOSK_TRY_VOID(next_candidate());
    // Where a later segment may have superseded this one, the row knows which record stands.
    const bool is_for_rows = sources_.rows_first || salvage_.is_contested();
    if (is_for_rows && KIOSK_TRY(take_row(wanted))) return true;
    if (KIOSK_TRY(take_candidate(wanted))) return true;
    if (KIOSK_TRY(take_row(wanted))) return true;
    if (KIOSK_TRY(take_quarantined(wanted))) return true;
    while (candidate_) {
        // A superseded segment may hold later sequences than the one that follows it.
        pass_over_candidate();
        KIOSK_TRY_VOID(next_candidate());
        if (KIOSK_TRY(take_candidate(wanted))) return true;
        if (KIOSK_TRY(take_quarantined(wanted))) return true;
    }
    return false;
}

Result<> JournalRebuild::next_candidate() {
    candidate_ = KIOSK_TRY(salvage_.next());
    return {};
}

Result<bool> JournalRebuild::take_candidate(std::uint64_t wanted) {
    if (!candidate_ || candidate_->seq != wanted) return false;
    const StoredRecord record{wanted, candidate_->payload, candidate_->chain};
    if (!is_next(record)) {
        passed_over_ = candidate_->chain;
        return false;
    }
    KIOSK_TRY_VOID(write(record));
    return true;
}

Result<bool> JournalRebuild::take_row(std::uint64_t wanted) {
    if (sources_.rows == nullptr) return false;
    const auto row = sources_.rows->find(wanted);
    if (!row.has_value() && is_refusal(row.error())) return fail(row.error());
    // A row that cannot be read is one that is missing; another copy may have it.
    if (!row.has_value() || !row->has_value() || !is_next(**row)) return false;
    KIOSK_TRY_VOID(take(**row));
    return true;
}

Result<bool> JournalRebuild::take_quarantined(std::uint64_t wanted) {
    if (!quarantine_) quarantine_.emplace(KIOSK_TRY(QuarantinedRows::open(files_, paths_)));
    auto row = quarantine_->row_behind(out_.head());
    if (!row) {
        follow_quarantine(wanted);
        row = quarantine_->row_behind(out_.head());
    }
    if (!row || !is_next(*row)) return false;
    KIOSK_TRY_VOID(take(*row));
    return true;
}

// Its run counts as far as a record of another copy or a known head continues it.
void JournalRebuild::follow_quarantine(std::uint64_t wanted) {
    const auto is_proof = [this](const StoredRecord& next) { return quarantine_->leads_to(next); };
    if (followed_ != wanted) {
        followed_ = wanted;
        quarantine_->follow(out_.head());
        for (const Head& head : sources_.proven) static_cast<void>(quarantine_->leads_to(head));
        if (sources_.rows != nullptr) {
            const auto visited = sources_.rows->for_each_after(
                wanted, 1, [&is_proof](const StoredRecord& row) -> Result<> {
                    static_cast<void>(is_proof(row));
                    return {};
                });
            static_cast<void>(visited);  // rows that cannot be read prove nothing
        }
    }
    if (candidate_ && candidate_->seq > wanted) {
        static_cast<void>(is_proof({candidate_->seq, candidate_->payload, candidate_->chain}));
    }
}

bool JournalRebuild::is_next(const StoredRecord& record) const {
    return continues(out_.head(), record) && Head{record.seq, record.chain} != sources_.not_stored;
}

// What another copy had to give, in place of what stood in the journal.
Result<> JournalRebuild::take(const StoredRecord& record) {
    const bool has_it =
        candidate_ && Head{candidate_->seq, candidate_->chain} == Head{record.seq, record.chain};
    if (has_it) return write(record);
    if (taken_.first_seq == 0) {
        taken_ = {record.seq, 0, passed_over_, record.chain};
        if (!passed_over_ && candidate_ && candidate_->seq == record.seq) {
            taken_.found = candidate_->chain;
        }
    }
    ++taken_.records;
    return write(record);
}

void JournalRebuild::pass_over_candidate() {
    const std::uint64_t seq = candidate_->seq;
    if (seq > out_.head().seq + 1) seen_.next = seen_.next == 0 ? seq : std::min(seen_.next, seq);
    seen_.last = std::max(seen_.last, seq);
    seen_.is_one_copy = seen_.is_one_copy || is_one_copy(*candidate_);
}

Result<std::optional<Hole>> JournalRebuild::hole() {
    Hole hole = seen_;
    hole.seq = out_.head().seq + 1;
    const auto in_rows = sources_.rows == nullptr ? Result<Head>(Head()) : sources_.rows->head();
    if (!in_rows.has_value() && is_refusal(in_rows.error())) return fail(in_rows.error());
    const std::uint64_t last_row = in_rows.value_or(Head()).seq;
    if (last_row > hole.seq && KIOSK_TRY(is_row_in_chain(last_row))) {
        hole.in_rows = true;
        hole.last = std::max(hole.last, last_row);
        const auto visited = sources_.rows->for_each_after(
            hole.seq, 1, [&hole](const StoredRecord& row) -> Result<> {
                hole.next = hole.next == 0 ? row.seq : std::min(hole.next, row.seq);
                return {};
            });
        static_cast<void>(visited);
    }
    for (const Head& head : sources_.proven) hole.last = std::max(hole.last, head.seq);
    if (hole.last < hole.seq) return std::optional<Hole>();
    return std::optional(hole);
}

// In a damaged database a row may have any number; one that continues the row before it is genuine.
Result<bool> JournalRebuild::is_row_in_chain(std::uint64_t seq) {
    const auto before = sources_.rows->find(seq - 1);
    if (!before.has_value() && is_refusal(before.error())) return fail(before.error());
    if (!before.has_value() || !before->has_value()) return false;
    const Head head{seq - 1, (*before)->chain};
    const auto row = sources_.rows->find(seq);
    if (!row.has_value() && is_refusal(row.error())) return fail(row.error());
    return row.has_value() && row->has_value() && continues(head, **row);
}

Result<> JournalRebuild::write(const StoredRecord& record) {
    seen_ = {};  // what was passed over did not belong to the log
    pending_bytes_ += record_size(record.payload.size());
    KIOSK_TRY_VOID(out_.write(std::span(&record, 1)));
    if (pending_bytes_ < kSyncAfterBytes) return {};
    pending_bytes_ = 0;
    return out_.sync();
}

Result<Journal> JournalRebuild::finish() {
    KIOSK_TRY_VOID(out_.sync());
    if (is_there(unfinished(paths_))) {
        KIOSK_TRY_VOID(files_.rename(unfinished(paths_), finished(paths_)));
        out_.directory_is(finished(paths_));
    }
    KIOSK_TRY_VOID(files_.sync_directory(paths_.root));
    KIOSK_TRY_VOID(swap_in(files_, paths_));
    out_.directory_is(paths_.journal());
    return std::move(out_);
}

Result<Gathered> rebuild_journal(FileSystem& files, const StatePaths& paths,
                                 const JournalIdentity& identity, Sources sources,
                                 const HoleRuling& rule) {
    const auto told = sources.told;
    const auto tell = [&told](std::uint64_t records) {
        if (told) told(records);
    };
    auto rebuild = KIOSK_TRY(JournalRebuild::begin(files, paths, identity, std::move(sources)));
    tell(0);
    while (KIOSK_TRY(rebuild->step(kAll, kToldEvery))) tell(rebuild->head().seq);
    tell(rebuild->head().seq);
    const auto hole = KIOSK_TRY(rebuild->hole());
    if (hole) {
        KIOSK_TRY_VOID(rule(*hole));
    } else if (rebuild->is_end_kept_back()) {
        KIOSK_TRY_VOID(rule({.seq = rebuild->head().seq + 1, .is_kept_back = true}));
    }
    KIOSK_TRY_VOID(rebuild->finish());
    return Gathered{rebuild->taken(), hole, rebuild->has_gaps()};
}

Result<> finish_interrupted_rebuild(FileSystem& files, const StatePaths& paths,
                                    const StationId& station) {
    KIOSK_TRY_VOID(set_aside_no_directory(files, paths));
    KIOSK_TRY_VOID(remove_unfinished(paths));
    if (!is_there(finished(paths))) return {};
    if (KIOSK_TRY(is_finished(files, paths, station))) return swap_in(files, paths);
    KIOSK_TRY_VOID(move_to_quarantine(files, paths, finished(paths)));
    return {};
}

Result<Path> whole_journal(FileSystem& files, const StatePaths& paths, const StationId& station) {
    const bool has_other =
        is_there(finished(paths)) && KIOSK_TRY(is_finished(files, paths, station));
    return has_other ? finished(paths) : paths.journal();
}

}  // namespace kiosk::storage
