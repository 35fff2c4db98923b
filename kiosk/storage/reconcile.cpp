// kiosk/storage/reconcile.cpp — comparing heads, catching up, replacing what is damaged.
#include "kiosk/storage/reconcile.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <utility>

#include "kiosk/storage/catch_up.hpp"
#include "kiosk/storage/checkpoint.hpp"
#include "kiosk/storage/database_at_start.hpp"
#include "kiosk/storage/journal_rebuild.hpp"
#include "kiosk/storage/journal_walk.hpp"
#include "kiosk/storage/lost_records.hpp"
#include "kiosk/storage/quarantined_rows.hpp"
#include "kiosk/storage/start_notes.hpp"
#include "kiosk/storage/start_progress.hpp"

namespace kiosk::storage {
namespace {

class Reconciler {
  public:
    Reconciler(FileSystem& files, const StatePaths& paths, const StationId& station,
               const ProgressReport& progress)
        : files_(files), paths_(paths), station_(station), progress_(files, directory_, progress) {}

    Result<Copies> run() {
        const auto finished = finish_interrupted_rebuild(files_, paths_);
        if (!finished.has_value()) {
            journal_failed(finished.error(), Remedy::go_on);
            directory_ = whole_journal(paths_);
        }
        rows_ = KIOSK_TRY(open_database_at_start(files_, paths_));
        not_stored_ = read_not_stored(files_, paths_);
        if (not_stored_ && rows_.have(*not_stored_)) {
            distrust_database(paths_, rows_, {Errc::corrupt, "it has what was reported as failed"});
        }
        auto walked = KIOSK_TRY(walk_until_agreed());
        auto journal = KIOSK_TRY(open_journal(walked));
        if (!journal_trouble_) KIOSK_TRY_VOID(extend_journal(journal));
        // Where that fails the next segment is made when it is needed.
        if (!journal_trouble_) static_cast<void>(journal.prepare());
        return result(std::move(journal), walked);
    }

  private:
    Result<Copies> result(Journal journal, const WalkReport& walked) {
        std::ranges::move(rows_.sentences, std::back_inserter(report_.repairs));
        const Head& in_journal = journal.durable();
        const bool rows_lead = rows_.rows.has_value() && rows_head_.seq > in_journal.seq;
        const Head head = rows_lead ? rows_head_ : in_journal;
        const auto signed_head = known(walked).signed_head;
        if (signed_head && signed_head->seq > head.seq) {
            note_lost(report_, {head.seq + 1, 0, signed_head->seq, false});
        }
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
    Result<WalkReport> walk_until_agreed() {
        for (int round = 0; round < 6; ++round) {
            rows_head_ = rows_.head;
            auto walked = KIOSK_TRY(walk_once());
            if (!walked.has_value()) continue;
            if (is_torn_batch(*walked)) end_at_damage(*walked);
            if (walked->damage || rows_.go_beyond(*walked, not_stored_) || is_cut_short(*walked)) {
                KIOSK_TRY_VOID(mend_journal(*walked));
                if (is_left_to_mend_) return std::move(*walked);
            } else if (rows_.damage.has_value()) {
                KIOSK_TRY_VOID(replace_database(files_, paths_, rows_));
            } else {
                return std::move(*walked);
            }
        }
        return fail(Errc::corrupt, "journal and database cannot be made to agree");
    }

    // Nothing where the database turned out to be damaged.
    Result<std::optional<WalkReport>> walk_once() {
        if (!rows_.is_sound()) {
            return std::optional(KIOSK_TRY(walk_journal(
                files_, directory_, WalkDepth::verify,
                [this](const RecordView& record) { return note_epoch(record); }, not_stored_)));
        }
        CatchUp catch_up(*rows_.database, *rows_.rows, rows_.head, kBatchRecordsMax,
                         rows_.is_writable());
        auto walked = walk(catch_up);
        if (!walked.has_value() && catch_up.has_failed()) {
            KIOSK_TRY_VOID(database_failed(paths_, rows_, walked.error()));
            return std::optional<WalkReport>();
        }
        KIOSK_TRY_VOID(walked);
        // Behind a damaged header may stand what cut off the records that do not match.
        const bool is_journal_in_doubt = walked->damage.has_value() && rows_.are_of(*walked);
        if (catch_up.diverged() && !is_journal_in_doubt) {
            distrust_database(paths_, rows_,
                              {Errc::corrupt, "its rows do not match the hash chain"});
            return std::optional<WalkReport>();
        }
        if (!catch_up.diverged()) note_missing_rows(catch_up);
        return std::optional(std::move(*walked));
    }

    Result<WalkReport> walk(CatchUp& catch_up) {
        auto walked = KIOSK_TRY(walk_journal(
            files_, directory_, WalkDepth::verify,
            [this, &catch_up](const RecordView& record) -> Result<> {
                if (record.seq > rows_.head.seq + kBatchRecordsMax) {
                    progress_.tell_some_rows(record.seq);
                }
                KIOSK_TRY_VOID(note_epoch(record));
                return catch_up(record);
            },
            not_stored_));
        KIOSK_TRY_VOID(catch_up.finish());
        return walked;
    }

    Result<> note_epoch(const auto& record) {
        const auto epoch = KIOSK_TRY(epoch_begun_by(record.payload));
        if (epoch.has_value()) epoch_ = epoch;
        return {};
    }

    void note_missing_rows(const CatchUp& catch_up) {
        if (rows_.is_writable() && catch_up.missing() > 0) rows_head_ = catch_up.last();
        if (!catch_up.found_loss()) return;
        rows_.knows_all = false;
        if (!rows_.is_writable()) return;
        report_.repairs.push_back("The database lacked " + std::to_string(catch_up.missing()) +
                                  " records, which were taken from the journal.");
        const std::string code =
            rows_.replaced_code.empty() ? std::string(kGone) : rows_.replaced_code;
        const Trouble trouble{code, {}, Remedy::make_anew, rows_.head.seq + 1};
        report_.repaired.push_back(repair_of(core::StoredCopy::database, trouble,
                                             catch_up.missing(), catch_up.first_chain()));
    }

    // A power cut may keep the later blocks of a batch and lose the earlier ones. Such a batch was
    // never committed by an intact database, hence never acknowledged.
    bool is_torn_batch(const WalkReport& walked) {
        if (!walked.damage || walked.damage->last_seq_behind == 0) return false;
        const Damage& damage = *walked.damage;
        return judge({damage.seq, 0, damage.last_seq_behind, damage.one_copy_behind},
                     known(walked)) == Loss::none;
    }

    Acknowledged known(const WalkReport& walked) {
        const bool is_gone = walked.segments == 0 && rows_.identity;
        return acknowledged(files_, paths_,
                            epoch_.value_or(is_gone ? rows_.identity->epoch : walked.epoch),
                            {rows_.knows_all, rows_.head.seq});
    }

    Result<> mend_journal(const WalkReport& walked) {
        const std::string where =
            walked.damage ? describe(*walked.damage) : "the last records are missing";
        auto identity = rows_.identity;
        if (!identity.has_value() && walked.station == station_) {
            identity = JournalIdentity{walked.station, walked.epoch};
        }
        if (!identity.has_value()) return fail(Errc::corrupt, "journal: " + where);
        Sources sources{.rows = rows_.rows ? &*rows_.rows : nullptr, .not_stored = not_stored_};
        const Acknowledged known = this->known(walked);
        if (known.signed_head) sources.proven.push_back(*known.signed_head);
        sources.told = progress_.of_journal(std::max(rows_.head.seq, walked.head.seq));
        const auto gathered = gather_log(files_, paths_, *identity, std::move(sources), known);
        if (!gathered.has_value() && gathered.error().code != Errc::corrupt &&
            rows_.have_all_of(walked, known.signed_head)) {
            journal_failed(gathered.error(), Remedy::make_anew);
            is_left_to_mend_ = true;  // the station works from the rows until the disk lets it
            return {};
        }
        if (!gathered.has_value()) return fail(Error(gathered.error()).in("journal: " + where));
        const Taken& taken = gathered->taken;
        report_.repairs.push_back("The journal was damaged (" + where + "); " +
                                  std::to_string(taken.records) +
                                  " records were taken from the database, and the damaged files"
                                  " were set aside in quarantine.");
        if (gathered->hole && judge(*gathered->hole, known) == Loss::possible) {
            note_lost(report_, *gathered->hole);
        }
        const std::uint64_t first = walked.damage ? walked.damage->seq : walked.head.seq + 1;
        const Trouble trouble{std::string(kDamaged), {}, Remedy::make_anew, first, taken.found};
        report_.repaired.push_back(
            repair_of(core::StoredCopy::journal, trouble, taken.records, taken.restored));
        if (rows_.is_sound()) rows_.head = KIOSK_TRY(rows_.rows->head());
        return {};
    }

    // The station signed a later head than any copy leads to, and the quarantine knows the way.
    bool is_cut_short(const WalkReport& walked) {
        const auto signed_head = known(walked).signed_head;
        if (!signed_head || signed_head->seq <= std::max(walked.head.seq, rows_head_.seq)) {
            return false;
        }
        return quarantine_leads(files_, paths_, walked.head, *signed_head);
    }

    Result<Journal> open_journal(const WalkReport& walked) {
        const bool is_new = walked.segments == 0;
        JournalIdentity identity{walked.station, walked.epoch};
        if (is_new && !rows_.identity) KIOSK_TRY_VOID(refuse_lost_history(files_, paths_));
        if (is_new || is_left_to_mend_) {
            identity = rows_.identity.value_or(JournalIdentity{station_, random_number()});
        }
        if (identity.station != station_) {
            return fail(Errc::conflict, "journal belongs to another station than station-id");
        }
        if (rows_.identity.has_value() && *rows_.identity != identity) {
            return fail(Errc::conflict, "journal and database do not belong together");
        }
        if (!rows_.knows_all && rows_.is_writable()) tie_rows_to(identity, rows_);
        if (walked.torn_tail.has_value()) report_.torn_tail = describe(*walked.torn_tail);
        if (journal_trouble_) return suspended(walked, identity);
        auto opened = is_new ? Journal::create(files_, directory_, identity.station, identity.epoch)
                             : Journal::resume(files_, directory_, walked);
        if (opened.has_value()) return opened;
        // What cannot be written was read all the same.
        journal_failed(opened.error(), is_new ? Remedy::make_anew : Remedy::go_on);
        return suspended(walked, identity);
    }

    Journal suspended(WalkReport walked, const JournalIdentity& identity) {
        walked.station = identity.station;
        walked.epoch = identity.epoch;
        return Journal::suspended(files_, directory_, walked);
    }

    void journal_failed(const Error& error, Remedy remedy) {
        journal_trouble_ = Trouble{std::string(code_of(error, While::writing)), error, remedy};
    }

    // Rows that the journal has not (its tail was torn or lost) continue it, chain checked.
    Result<> extend_journal(Journal& journal) {
        const std::uint64_t before = journal.head().seq;
        if (!rows_.rows || rows_head_.seq <= before) return {};
        const auto first = rows_.rows->find(before + 1);
        const bool is_known = first && *first;
        const auto restored = is_known ? std::optional((*first)->chain) : std::nullopt;
        const bool is_long = rows_head_.seq - before > kBatchRecordsMax;
        const auto note = [this, is_long](const auto& row) -> Result<> {
            if (is_long) progress_.tell_some(core::StoredCopy::journal, row.seq, rows_head_.seq);
            return note_epoch(row);
        };
        auto extended = extend_from_rows(journal, *rows_.rows, note);
        if (!extended.has_value() && extended.error().code == Errc::corrupt) return extended;
        if (!extended.has_value()) {
            journal.abandon();
            journal_failed(extended.error(), Remedy::go_on);
            return {};
        }
        const Trouble trouble{std::string(kGone), {}, Remedy::go_on, before + 1};
        const std::uint64_t taken = journal.head().seq - before;
        report_.repaired.push_back(repair_of(core::StoredCopy::journal, trouble, taken, restored));
        report_.repairs.push_back("The journal lacked the last " + std::to_string(taken) +
                                  " records, which were taken from the database.");
        return {};
    }

    FileSystem& files_;
    const StatePaths& paths_;
    const StationId& station_;
    Path directory_ = paths_.journal();
    StartProgress progress_;
    std::optional<Head> not_stored_;  // start_notes.hpp
    DatabaseAtStart rows_;
    Head rows_head_;  // now, after it was completed
    std::optional<Trouble> journal_trouble_;
    bool is_left_to_mend_ = false;        // the journal is damaged, and stays so for now
    std::optional<std::uint64_t> epoch_;  // that a restore began, as far as was walked
    OpenReport report_;
};

}  // namespace

Result<Copies> open_copies(FileSystem& files, const StatePaths& paths, const StationId& station,
                           const ProgressReport& progress) {
    return Reconciler(files, paths, station, progress).run();
}

}  // namespace kiosk::storage
