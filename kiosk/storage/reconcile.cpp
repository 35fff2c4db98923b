// kiosk/storage/reconcile.cpp — comparing heads, catching up, replacing what is damaged.
#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "kiosk/storage/journal_segment.hpp"
#include "kiosk/storage/lost_records.hpp"
#include "kiosk/storage/reconciler.hpp"
#include "kiosk/storage/start_notes.hpp"

namespace kiosk::storage {

Result<Copies> Reconciler::run() {
    KIOSK_TRY_VOID(refuse_later_format(files_, directory_));
    const auto finished = finish_interrupted_rebuild(files_, paths_, station_);
    if (!finished.has_value()) {
        journal_failed(finished.error(), Remedy::go_on);
        directory_ = KIOSK_TRY(whole_journal(files_, paths_, station_));
    }
    signed_heads_ = KIOSK_TRY(SignedHeads::read(files_, paths_, station_));
    if (signed_heads_.problem()) report_.repairs.push_back(*signed_heads_.problem());
    rows_ = KIOSK_TRY(open_database_at_start(files_, paths_));
    KIOSK_TRY_VOID(refuse_mixed_files());
    not_stored_ = KIOSK_TRY(read_not_stored(files_, paths_));
    if (not_stored_ && rows_.have(*not_stored_)) {
        distrust_database(paths_, rows_, {Errc::corrupt, "it has what was reported as failed"});
    }
    auto walked = KIOSK_TRY(walk_until_agreed());
    KIOSK_TRY_VOID(judge_end(walked));
    auto journal = KIOSK_TRY(open_journal(walked));
    if (!journal_trouble_) KIOSK_TRY_VOID(extend_journal(journal));
    // Where that fails the next segment is made when it is needed.
    if (!journal_trouble_) static_cast<void>(journal.prepare());
    return result(std::move(journal), walked);
}

void Reconciler::tell_missing_rows() {
    if (!missing_.is_loss || !rows_.is_writable()) return;
    report_.repairs.push_back("The database lacked records; " +
                              number_of_records(missing_.records) + " taken from the journal.");
    const std::string code = rows_.replaced_code.empty() ? std::string(kGone) : rows_.replaced_code;
    const Trouble trouble{code, {}, Remedy::make_anew, missing_.first_seq};
    report_.repaired.push_back(
        repair_of(core::StoredCopy::database, trouble, missing_.records, missing_.first_chain));
}

Result<Copies> Reconciler::result(Journal journal, const WalkReport& walked) {
    std::ranges::move(rows_.sentences, std::back_inserter(report_.repairs));
    tell_missing_rows();
    const Head& in_journal = journal.durable();
    const bool rows_lead = rows_.rows.has_value() && rows_head_.seq > in_journal.seq;
    const Head head = rows_lead ? rows_head_ : in_journal;
    report_.records = head.seq;
    report_.segments = std::max<std::uint64_t>(walked.segments, 1);
    if (rows_.trouble) rows_.trouble->first_seq = rows_head_.seq + 1;
    if (journal_trouble_) journal_trouble_->first_seq = in_journal.seq + 1;
    // Where it cannot be marked, a torn batch is told of; that is all.
    const bool is_complete = rows_.is_writable() && mark_complete(files_, paths_).has_value();
    return Copies{std::move(rows_.database),
                  std::move(rows_.rows),
                  rows_head_,
                  std::move(journal),
                  std::move(rows_.trouble),
                  std::move(journal_trouble_),
                  head,
                  is_complete || is_marked_complete(paths_),
                  std::move(report_)};
}

// Each round mends one thing; a journal and a database can each be replaced once. Until the
// journal has every record, nothing goes to quarantine that may have the only one.
Result<WalkReport> Reconciler::walk_until_agreed() {
    for (int round = 0; round < 6; ++round) {
        rows_head_ = rows_.head;
        auto walked = KIOSK_TRY(walk_once());
        if (!walked.has_value()) continue;
        is_forged_ = is_forged(*walked);
        if (KIOSK_TRY(is_torn_batch(*walked))) end_at_damage(*walked);
        if (walked->damage || is_forged_ || rows_.go_beyond(*walked, not_stored_) ||
            KIOSK_TRY(is_cut_short(*walked))) {
            KIOSK_TRY_VOID(mend_journal(*walked));
            if (is_left_to_mend_) return std::move(*walked);
        } else if (rows_.damage.has_value()) {
            KIOSK_TRY_VOID(keep_only_copy(*walked));
            KIOSK_TRY_VOID(replace_database(files_, paths_, rows_));
            missing_ = {};
        } else {
            return std::move(*walked);
        }
    }
    return fail(Errc::corrupt, "journal and database cannot be made to agree");
}

// Nothing where the database turned out to be damaged.
Result<std::optional<WalkReport>> Reconciler::walk_once() {
    signed_heads_.begin_walk();
    if (!rows_.is_sound()) {
        return std::optional(KIOSK_TRY(walk_journal(
            files_, directory_, WalkDepth::verify,
            [this](const RecordView& record) {
                signed_heads_.visit(record);
                return Result<>();
            },
            not_stored_)));
    }
    // Rows that were there and are gone: what is left is evidence.
    const auto signed_head = signed_heads_.newest();
    const bool is_suspect = rows_.knows_all && rows_.was_there && rows_.is_writable() &&
                            !is_cleared_ && signed_head && signed_head->seq > rows_.head.seq;
    CatchUp catch_up(*rows_.database, *rows_.rows, rows_.head, kBatchRecordsMax,
                     rows_.is_writable() && !is_suspect);
    auto walked = walk(catch_up);
    if (!walked.has_value() && catch_up.has_failed()) {
        KIOSK_TRY_VOID(database_failed(paths_, rows_, walked.error()));
        return std::optional<WalkReport>();
    }
    KIOSK_TRY_VOID(walked);
    // Behind a damaged header may stand what cut off the records that do not match.
    const bool is_journal_in_doubt = walked->damage.has_value() && rows_.are_of(*walked);
    const bool do_differ = catch_up.diverged() || KIOSK_TRY(is_forked(*walked));
    if (do_differ && !is_journal_in_doubt && !is_forged(*walked)) {
        distrust_database(paths_, rows_, {Errc::corrupt, "its rows do not match the hash chain"});
        return std::optional<WalkReport>();
    }
    name_rows_after(*walked, catch_up);
    if (is_suspect) {
        clear_suspicion(*walked);
        return std::optional<WalkReport>();
    }
    if (!catch_up.diverged()) note_missing_rows(catch_up);
    return std::optional(std::move(*walked));
}

Result<WalkReport> Reconciler::walk(CatchUp& catch_up) {
    auto walked = KIOSK_TRY(walk_journal(
        files_, directory_, WalkDepth::verify,
        [this, &catch_up](const RecordView& record) -> Result<> {
            if (record.seq > rows_.head.seq + kBatchRecordsMax) {
                progress_.tell_some_rows(record.seq);
            }
            signed_heads_.visit(record);
            return catch_up(record);
        },
        not_stored_));
    KIOSK_TRY_VOID(catch_up.finish());
    return walked;
}

// The database ends before the last record that the station signed, and had every record.
void Reconciler::clear_suspicion(const WalkReport& walked) {
    const auto signed_head = newest_signed();
    is_cleared_ = true;
    if (!signed_head || signed_head->seq <= rows_.head.seq || walked.damage) return;
    const std::uint64_t last = std::min(walked.head.seq, signed_head->seq);
    if (last <= rows_.head.seq) return;
    distrust_database(paths_, rows_,
                      {Errc::corrupt, "it lacks " + name_of_records(rows_.head.seq + 1, last)});
}

// Up to the last signed head a crash explains nothing, nor where the database is another one.
bool Reconciler::is_loss(const CatchUp& catch_up) {
    const auto signed_head = newest_signed();
    return catch_up.found_loss() || !rows_.replaced_code.empty() || rows_.lost_its_name ||
           (signed_head && signed_head->seq > rows_.head.seq);
}

void Reconciler::note_missing_rows(const CatchUp& catch_up) {
    if (rows_.is_writable() && catch_up.missing() > 0) rows_head_ = catch_up.last();
    if (rows_.lost_its_name) rows_.knows_all = false;  // so it is named again
    if (rows_.lost_its_name && catch_up.missing() == 0 && rows_.is_writable()) {
        report_.repairs.push_back(
            "The database did not say, or not only, to which journal it belongs; its rows do,"
            " and it says so again.");
        rows_.lost_its_name = false;
    }
    if (catch_up.missing() == 0) return;
    if (missing_.records == 0) missing_.first_seq = rows_.head.seq + 1;
    if (missing_.records == 0) missing_.first_chain = catch_up.first_chain();
    missing_.records += catch_up.missing();
    missing_.is_loss = missing_.is_loss || is_loss(catch_up);
    if (missing_.is_loss) rows_.knows_all = false;
}

Result<Copies> open_copies(FileSystem& files, const StatePaths& paths, const StationId& station,
                           const ProgressReport& progress, OnLoss on_loss) {
    return Reconciler(files, paths, station, progress, on_loss).run();
}

}  // namespace kiosk::storage
