// kiosk/storage/reconcile.cpp — comparing heads, catching up, replacing what is damaged.
#include "kiosk/storage/reconcile.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <span>
#include <utility>

#include "kiosk/core/record.hpp"
#include "kiosk/storage/catch_up.hpp"
#include "kiosk/storage/journal_rebuild.hpp"
#include "kiosk/storage/journal_walk.hpp"
#include "kiosk/storage/transaction.hpp"

namespace kiosk::storage {
namespace {

bool means_damage(Errc code) {
    return code == Errc::corrupt || code == Errc::io_failure;
}

class Reconciler {
  public:
    Reconciler(FileSystem& files, const StatePaths& paths, const StationId& station)
        : files_(files), paths_(paths), station_(station) {}

    Result<Copies> run() {
        KIOSK_TRY_VOID(finish_interrupted_rebuild(files_, paths_));
        KIOSK_TRY_VOID(open_database());
        auto walked = KIOSK_TRY(walk_until_agreed());
        auto journal = KIOSK_TRY(open_journal(walked));
        KIOSK_TRY_VOID(extend_journal(journal));
        KIOSK_TRY_VOID(journal.prepare());
        report_.records = journal.head().seq;
        report_.segments = std::max<std::uint64_t>(walked.segments, 1);
        return Copies{std::move(database_), std::move(*rows_), std::move(journal),
                      std::move(report_)};
    }

  private:
    Result<> open_database() {
        const auto opened = try_database();
        if (opened.has_value()) return {};
        if (!means_damage(opened.error().code)) return fail(opened.error());
        return replace_database(opened.error().context);
    }

    Result<> try_database() {
        database_ = KIOSK_TRY(Database::open(paths_.database(), DatabaseUse::owning));
        rows_.emplace(KIOSK_TRY(EventTable::open(*database_)));
        identity_ = KIOSK_TRY(rows_->identity());
        rows_head_ = KIOSK_TRY(rows_->head());
        rows_know_all_ = identity_.has_value();
        if (KIOSK_TRY(rows_->count()) != rows_head_.seq) {
            return fail(Errc::corrupt, "rows are missing before the last one");
        }
        return {};
    }

    Result<> replace_database(const std::string& why) {
        rows_.reset();
        database_.reset();
        for (const std::string suffix : {"", "-wal", "-shm", "-journal"}) {
            const Path file = paths_.database().string() + suffix;
            if (!std::filesystem::exists(file)) continue;
            KIOSK_TRY_VOID(move_to_quarantine(files_, paths_, file));
        }
        report_.repairs.push_back("The database was damaged (" + why +
                                  "); it was set aside in quarantine and made anew from the"
                                  " journal.");
        return try_database();
    }

    // Each round mends one thing; a journal and a database can each be replaced once.
    Result<WalkReport> walk_until_agreed() {
        for (int round = 0; round < 3; ++round) {
            CatchUp catch_up(*database_, *rows_, rows_head_, kBatchRecordsMax);
            auto walked = KIOSK_TRY(
                walk_journal(files_, paths_.journal(), WalkDepth::verify, std::ref(catch_up)));
            KIOSK_TRY_VOID(catch_up.finish());
            if (catch_up.diverged()) {
                KIOSK_TRY_VOID(replace_database("its rows do not match the hash chain"));
                continue;
            }
            if (catch_up.found_loss()) {
                rows_know_all_ = false;
                report_.repairs.push_back("The database lacked " +
                                          std::to_string(catch_up.inserted()) +
                                          " records, which were taken from the journal.");
            }
            if (!walked.damage.has_value()) return walked;
            if (is_torn_batch(*walked.damage)) {
                end_at(walked, *walked.damage);
                return walked;
            }
            KIOSK_TRY_VOID(mend_journal(walked));
        }
        return fail(Errc::corrupt, "journal and database cannot be made to agree");
    }

    // A power cut may keep the later blocks of a batch and lose the earlier ones. Such a batch was
    // never committed by an intact database, hence never acknowledged.
    bool is_torn_batch(const Damage& damage) const {
        return identity_.has_value() && damage.last_seq_behind > 0 && damage.seq > rows_head_.seq &&
               damage.last_seq_behind <= rows_head_.seq + kBatchRecordsMax;
    }

    static void end_at(WalkReport& walked, const Damage& damage) {
        walked.torn_tail = TornTail{damage.segment, damage.offset, kSegmentBytes - damage.offset};
        walked.damage.reset();
    }

    Result<> mend_journal(const WalkReport& walked) {
        const std::string where = describe(*walked.damage);
        auto identity = identity_;
        if (!identity.has_value() && walked.station == station_) {
            identity = JournalIdentity{walked.station, walked.epoch};
        }
        if (!identity.has_value()) return fail(Errc::corrupt, "journal: " + where);
        const std::uint64_t torn_through = rows_know_all_ ? rows_head_.seq + kBatchRecordsMax : 0;
        auto taken = rebuild_journal(files_, paths_, *identity, *rows_, torn_through);
        if (!taken.has_value()) {
            return fail(std::move(taken).error().in("journal: " + where));
        }
        report_.repairs.push_back("The journal was damaged (" + where + "); " +
                                  std::to_string(*taken) +
                                  " records were taken from the database, and the damaged files"
                                  " were set aside in quarantine.");
        rows_head_ = KIOSK_TRY(rows_->head());
        return {};
    }

    Result<Journal> open_journal(const WalkReport& walked) {
        const bool is_new = walked.segments == 0;
        JournalIdentity identity{walked.station, walked.epoch};
        if (is_new) identity = identity_.value_or(JournalIdentity{station_, random_epoch()});
        if (identity.station != station_) {
            return fail(Errc::conflict, "journal belongs to another station than station-id");
        }
        if (identity_.has_value() && *identity_ != identity) {
            return fail(Errc::conflict, "journal and database do not belong together");
        }
        if (!rows_know_all_) {
            auto transaction = KIOSK_TRY(Transaction::begin(*database_));
            KIOSK_TRY_VOID(rows_->clear_identity());
            KIOSK_TRY_VOID(rows_->set_identity(identity));
            KIOSK_TRY_VOID(transaction.commit());
        }
        if (walked.torn_tail.has_value()) report_.torn_tail = describe(*walked.torn_tail);
        if (is_new) {
            return Journal::create(files_, paths_.journal(), identity.station, identity.epoch);
        }
        return Journal::resume(files_, paths_.journal(), walked);
    }

    static std::uint64_t random_epoch() {
        std::uint64_t epoch = 0;
        fill_random(std::as_writable_bytes(std::span(&epoch, 1)));
        return epoch;
    }

    // Rows that the journal has not (its tail was torn or lost) continue it, chain checked.
    Result<> extend_journal(Journal& journal) {
        const std::uint64_t before = journal.head().seq;
        if (rows_head_.seq <= before) return {};
        if (before > 0) {
            const auto last_common = KIOSK_TRY(rows_->find(before));
            if (!last_common.has_value() || last_common->chain != journal.head().chain) {
                return fail(Errc::corrupt, "the database goes on after record " +
                                               std::to_string(before) +
                                               " but does not match the journal there");
            }
        }
        KIOSK_TRY_VOID(rows_->for_each_after(
            before, [&journal](const StoredRecord& row) { return append_checked(journal, row); }));
        KIOSK_TRY_VOID(journal.sync());
        report_.repairs.push_back("The journal lacked the last " +
                                  std::to_string(journal.head().seq - before) +
                                  " records, which were taken from the database.");
        return {};
    }

    static Result<> append_checked(Journal& journal, const StoredRecord& row) {
        if (row.seq != journal.head().seq + 1 ||
            row.chain != next_chain(journal.head().chain, row.seq, row.payload)) {
            return fail(Errc::corrupt, "record " + std::to_string(row.seq) +
                                           " is missing in the journal and damaged in the"
                                           " database");
        }
        return journal.write(std::span(&row, 1));
    }

    FileSystem& files_;
    const StatePaths& paths_;
    const StationId& station_;
    std::unique_ptr<Database> database_;
    std::optional<EventTable> rows_;
    std::optional<JournalIdentity> identity_;  // as the database had it
    bool rows_know_all_ = false;               // all that was acknowledged, as far as can be told
    Head rows_head_;                           // as the database had it when it was opened
    OpenReport report_;
};

}  // namespace

Result<Copies> open_copies(FileSystem& files, const StatePaths& paths, const StationId& station) {
    return Reconciler(files, paths, station).run();
}

}  // namespace kiosk::storage
