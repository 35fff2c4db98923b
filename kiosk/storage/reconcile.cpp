// kiosk/storage/reconcile.cpp — comparing heads, catching up, replacing what is damaged.
#include "kiosk/storage/reconcile.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <utility>

#include "kiosk/storage/catch_up.hpp"
#include "kiosk/storage/database_at_start.hpp"
#include "kiosk/storage/journal_rebuild.hpp"
#include "kiosk/storage/journal_walk.hpp"
#include "kiosk/storage/transaction.hpp"

namespace kiosk::storage {
namespace {

constexpr std::size_t kSignedHeadsMax = 1U << 21U;  // bytes; twice what the file may have

constexpr std::uint64_t kReportEvery = 10'000;  // records

class Reconciler {
  public:
    Reconciler(FileSystem& files, const StatePaths& paths, const StationId& station,
               const ProgressReport& progress)
        : files_(files), paths_(paths), station_(station), progress_(progress) {}

    Result<Copies> run() {
        KIOSK_TRY_VOID(finish_interrupted_rebuild(files_, paths_));
        rows_ = KIOSK_TRY(open_database_at_start(files_, paths_));
        auto walked = KIOSK_TRY(walk_until_agreed());
        auto journal = KIOSK_TRY(open_journal(walked));
        if (!journal_trouble_) KIOSK_TRY_VOID(extend_journal(journal));
        if (!journal_trouble_) {
            // Without it the next segment is made when it is needed.
            const auto prepared = journal.prepare();
            static_cast<void>(prepared);
        }
        return result(std::move(journal), walked);
    }

  private:
    Result<Copies> result(Journal journal, const WalkReport& walked) {
        std::ranges::move(rows_.sentences, std::back_inserter(report_.repairs));
        const Head& in_journal = journal.durable();
        const bool rows_lead = rows_.rows.has_value() && rows_head_.seq > in_journal.seq;
        const Head head = rows_lead ? rows_head_ : in_journal;
        report_.records = head.seq;
        report_.segments = std::max<std::uint64_t>(walked.segments, 1);
        if (rows_.trouble) rows_.trouble->first_seq = rows_head_.seq + 1;
        if (journal_trouble_) journal_trouble_->first_seq = in_journal.seq + 1;
        return Copies{
            std::move(rows_.database), std::move(rows_.rows),       rows_head_, std::move(journal),
            std::move(rows_.trouble),  std::move(journal_trouble_), head,       std::move(report_)};
    }

    // Each round mends one thing; a journal and a database can each be replaced once.
    Result<WalkReport> walk_until_agreed() {
        for (int round = 0; round < 4; ++round) {
            rows_head_ = rows_.head;
            if (!rows_.rows) return walk_without_rows();
            CatchUp catch_up(*rows_.database, *rows_.rows, rows_.head, kBatchRecordsMax,
                             rows_.is_writable());
            auto walked = walk(catch_up);
            if (!walked.has_value() && catch_up.has_failed()) {
                KIOSK_TRY_VOID(database_failed(walked.error()));
                continue;
            }
            if (!walked.has_value()) return walked;
            // Behind a damaged header may stand what cut off the records that do not match.
            const bool is_journal_in_doubt = walked->damage.has_value() && is_same_history(*walked);
            if (catch_up.diverged() && !is_journal_in_doubt) {
                KIOSK_TRY_VOID(
                    replace_database(files_, paths_, rows_,
                                     {Errc::corrupt, "its rows do not match the hash chain"}));
                continue;
            }
            if (!catch_up.diverged()) note_missing_rows(catch_up);
            if (!walked->damage.has_value()) return walked;
            if (is_torn_batch(*walked->damage)) {
                end_at(*walked, *walked->damage);
                return walked;
            }
            KIOSK_TRY_VOID(mend_journal(*walked));
        }
        return fail(Errc::corrupt, "journal and database cannot be made to agree");
    }

    bool is_same_history(const WalkReport& walked) const {
        return rows_.identity.has_value() &&
               (walked.records == 0 ||
                *rows_.identity == JournalIdentity{walked.station, walked.epoch});
    }

    Result<WalkReport> walk(CatchUp& catch_up) {
        auto walked = KIOSK_TRY(walk_journal(files_, paths_.journal(), WalkDepth::verify,
                                             [this, &catch_up](const RecordView& record) {
                                                 report_progress(record.seq);
                                                 return catch_up(record);
                                             }));
        KIOSK_TRY_VOID(catch_up.finish());
        return walked;
    }

    // The database is damaged, and the disk takes no new one: the journal alone must do.
    Result<WalkReport> walk_without_rows() {
        auto walked = KIOSK_TRY(walk_journal(files_, paths_.journal(), WalkDepth::verify,
                                             [](const RecordView&) { return Result<>(); }));
        if (!walked.damage.has_value()) return walked;
        return fail(Errc::corrupt,
                    "journal: " + describe(*walked.damage) + "; the database cannot be read");
    }

    void report_progress(std::uint64_t seq) const {
        if (progress_ && seq % kReportEvery == 0 && seq > rows_.head.seq) {
            progress_({core::StoredCopy::database, seq, 0});
        }
    }

    // No space leaves it as it was, for reading; anything else means that it cannot be trusted.
    Result<> database_failed(const Error& error) {
        if (error.code != Errc::no_space && error.code != Errc::denied) {
            return replace_database(files_, paths_, rows_, error);
        }
        rows_.trouble = Trouble{std::string(code_of(error, While::writing)), error, Remedy::go_on};
        rows_.head = KIOSK_TRY(rows_.rows->head());
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
    bool is_torn_batch(const Damage& damage) const {
        return rows_.identity.has_value() && damage.last_seq_behind > 0 &&
               damage.seq > rows_.head.seq &&
               damage.last_seq_behind <= rows_.head.seq + kBatchRecordsMax;
    }

    static void end_at(WalkReport& walked, const Damage& damage) {
        walked.torn_tail = TornTail{damage.segment, damage.offset, kSegmentBytes - damage.offset};
        walked.damage.reset();
    }

    Result<> mend_journal(const WalkReport& walked) {
        const std::string where = describe(*walked.damage);
        auto identity = rows_.identity;
        if (!identity.has_value() && walked.station == station_) {
            identity = JournalIdentity{walked.station, walked.epoch};
        }
        if (!identity.has_value()) return fail(Errc::corrupt, "journal: " + where);
        const std::uint64_t torn_through = rows_.knows_all ? rows_.head.seq + kBatchRecordsMax : 0;
        auto taken = rebuild_journal(files_, paths_, *identity, *rows_.rows, torn_through);
        if (!taken.has_value()) {
            return fail(std::move(taken).error().in("journal: " + where));
        }
        report_.repairs.push_back("The journal was damaged (" + where + "); " +
                                  std::to_string(taken->records) +
                                  " records were taken from the database, and the damaged files"
                                  " were set aside in quarantine.");
        const Trouble trouble{
            std::string(kDamaged), {}, Remedy::make_anew, walked.damage->seq, taken->found};
        report_.repaired.push_back(
            repair_of(core::StoredCopy::journal, trouble, taken->records, taken->restored));
        rows_.head = KIOSK_TRY(rows_.rows->head());
        return {};
    }

    // A station that forgot who is inside would let every ticket in again.
    Result<> refuse_lost_history() {
        if (rows_.identity.has_value()) return {};
        const auto signed_heads = read_file(files_, paths_.checkpoints(), kSignedHeadsMax);
        const bool none = signed_heads.has_value() ? signed_heads->empty()
                                                   : signed_heads.error().code == Errc::not_found;
        if (none) return {};
        return fail(Errc::corrupt,
                    "STO-LOST: journal and database are both gone, but checkpoints show that there "
                    "were records; restore a backup (kioskctl restore), or move the file "
                    "'checkpoints' away to begin anew without any history");
    }

    Result<Journal> open_journal(const WalkReport& walked) {
        const bool is_new = walked.segments == 0;
        JournalIdentity identity{walked.station, walked.epoch};
        if (is_new) KIOSK_TRY_VOID(refuse_lost_history());
        if (is_new) {
            identity = rows_.identity.value_or(JournalIdentity{station_, random_epoch()});
        }
        if (identity.station != station_) {
            return fail(Errc::conflict, "journal belongs to another station than station-id");
        }
        if (rows_.identity.has_value() && *rows_.identity != identity) {
            return fail(Errc::conflict, "journal and database do not belong together");
        }
        if (!rows_.knows_all && rows_.is_writable()) KIOSK_TRY_VOID(tie_rows_to(identity));
        if (walked.torn_tail.has_value()) report_.torn_tail = describe(*walked.torn_tail);
        auto opened =
            is_new ? Journal::create(files_, paths_.journal(), identity.station, identity.epoch)
                   : Journal::resume(files_, paths_.journal(), walked);
        if (opened.has_value()) return opened;
        // What cannot be written was read all the same.
        journal_failed(opened.error(), is_new ? Remedy::make_anew : Remedy::go_on);
        WalkReport suspended = walked;
        suspended.station = identity.station;
        suspended.epoch = identity.epoch;
        return Journal::suspended(files_, paths_.journal(), suspended);
    }

    Result<> tie_rows_to(const JournalIdentity& identity) {
        auto transaction = KIOSK_TRY(Transaction::begin(*rows_.database));
        auto tied = rows_.rows->clear_identity();
        if (tied.has_value()) tied = rows_.rows->set_identity(identity);
        if (tied.has_value()) tied = transaction.commit();
        if (tied.has_value() || tied.error().code != Errc::no_space) return tied;
        rows_.trouble = Trouble{std::string(kDiskFull), tied.error(), Remedy::make_anew};
        return {};
    }

    void journal_failed(const Error& error, Remedy remedy) {
        journal_trouble_ = Trouble{std::string(code_of(error, While::writing)), error, remedy};
    }

    static std::uint64_t random_epoch() {
        std::uint64_t epoch = 0;
        fill_random(std::as_writable_bytes(std::span(&epoch, 1)));
        return epoch;
    }

    // Rows that the journal has not (its tail was torn or lost) continue it, chain checked.
    Result<> extend_journal(Journal& journal) {
        const std::uint64_t before = journal.head().seq;
        if (!rows_.rows || rows_head_.seq <= before) return {};
        auto extended = append_rows(journal);
        if (!extended.has_value() && extended.error().code == Errc::corrupt) return extended;
        if (!extended.has_value()) {
            journal.abandon();
            journal_failed(extended.error(), Remedy::go_on);
            return {};
        }
        const Trouble trouble{std::string(kGone), {}, Remedy::go_on, before + 1};
        report_.repaired.push_back(repair_of(core::StoredCopy::journal, trouble,
                                             journal.head().seq - before, first_extended_));
        report_.repairs.push_back("The journal lacked the last " +
                                  std::to_string(journal.head().seq - before) +
                                  " records, which were taken from the database.");
        return {};
    }

    Result<> append_rows(Journal& journal) {
        KIOSK_TRY_VOID(rows_.rows->for_each_after(
            journal.head().seq, kAllRows, [this, &journal](const StoredRecord& row) -> Result<> {
                if (row.seq != journal.head().seq + 1 ||
                    row.chain != next_chain(journal.head().chain, row.seq, row.payload)) {
                    return fail(Errc::corrupt, "record " + std::to_string(row.seq) +
                                                   " is missing in the journal and damaged in the"
                                                   " database");
                }
                if (!first_extended_) first_extended_ = row.chain;
                return journal.write(std::span(&row, 1));
            }));
        return journal.sync();
    }

    FileSystem& files_;
    const StatePaths& paths_;
    const StationId& station_;
    const ProgressReport& progress_;
    DatabaseAtStart rows_;
    Head rows_head_;  // now, after it was completed
    std::optional<Trouble> journal_trouble_;
    std::optional<Chain> first_extended_;
    OpenReport report_;
};

}  // namespace

Result<Copies> open_copies(FileSystem& files, const StatePaths& paths, const StationId& station,
                           const ProgressReport& progress) {
    return Reconciler(files, paths, station, progress).run();
}

}  // namespace kiosk::storage
