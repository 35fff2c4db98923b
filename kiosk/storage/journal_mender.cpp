// kiosk/storage/journal_mender.cpp — a new segment or a new journal, filled from the rows.
#include "kiosk/storage/journal_mender.hpp"

#include <string>
#include <utility>

#include "kiosk/storage/database_rebuild.hpp"

namespace kiosk::storage {
namespace {

constexpr std::uint64_t kRecordsPerSlice = 4000;  // 50 ms, between two batches

}  // namespace

Result<std::optional<core::RepairedRecord>> JournalMender::step() {
    if (!is_filled_) {
        auto filled = copies_.journal_trouble->remedy == Remedy::go_on ? go_on() : make_anew();
        if (!filled.has_value()) {
            // What is whole needs its name only; it is not to be made once more.
            if (!is_whole_) rebuild_.reset();
            has_begun_ = false;
            return fail(std::move(filled).error());
        }
        if (!*filled) return std::optional<core::RepairedRecord>();
        is_filled_ = true;
    }
    KIOSK_TRY_VOID(put_database_away());
    Trouble trouble = *copies_.journal_trouble;
    if (taken_.first_seq > 0) {
        trouble.first_seq = taken_.first_seq;
        trouble.found = taken_.found;
    }
    auto repair = repair_of(core::StoredCopy::journal, trouble, taken_.records, taken_.restored);
    copies_.journal_trouble.reset();
    has_begun_ = false;
    is_filled_ = false;
    taken_ = {};
    return std::optional(std::move(repair));
}

std::optional<std::uint64_t> JournalMender::built() const {
    return rebuild_ ? std::optional(rebuild_->head().seq) : std::nullopt;
}

std::uint64_t JournalMender::done() const {
    return built().value_or(copies_.journal.durable().seq);
}

Result<bool> JournalMender::go_on() {
    if (!has_begun_) {
        // Of a start on a disk that took no change of names.
        if (copies_.journal.directory() != paths_.journal()) {
            KIOSK_TRY_VOID(finish_interrupted_rebuild(files_, paths_, copies_.journal.station()));
            copies_.journal.directory_is(paths_.journal());
        }
        KIOSK_TRY_VOID(copies_.journal.begin_anew());
        has_begun_ = true;
    }
    if (copies_.journal.durable().seq < copies_.head.seq) {
        KIOSK_TRY_VOID(find_rows());
        KIOSK_TRY_VOID(copy_rows());
    }
    return copies_.journal.durable() == copies_.head;
}

Result<> JournalMender::copy_rows() {
    Journal& journal = copies_.journal;
    const std::uint64_t before = journal.head().seq;
    KIOSK_TRY_VOID(copies_.rows->for_each_after(
        before, kRecordsPerSlice, [this, &journal](const StoredRecord& row) -> Result<> {
            if (row.seq > copies_.head.seq) return {};  // of a batch that failed
            if (!continues(journal.head(), row)) {
                return fail(Errc::corrupt, "record " + std::to_string(journal.head().seq + 1) +
                                               " is damaged in the database and not in the"
                                               " journal");
            }
            if (taken_.first_seq == 0) taken_ = {row.seq, 0, std::nullopt, row.chain};
            ++taken_.records;
            return journal.write(std::span(&row, 1));
        }));
    if (journal.head().seq == before) {
        return fail(Errc::corrupt, "record " + std::to_string(before + 1) +
                                       " is missing in the database and in the journal");
    }
    return journal.sync();
}

Result<bool> JournalMender::make_anew() {
    if (!rebuild_) {
        copies_.journal.abandon();
        if (copies_.database_trouble && !copies_.rows) {
            const auto found = find_rows();
            static_cast<void>(found);  // the old journal may have everything that is wanted
        }
        EventTable* rows = copies_.rows ? &*copies_.rows : nullptr;
        rebuild_ = KIOSK_TRY(JournalRebuild::begin(files_, paths_, copies_.identity(),
                                                   {.rows = rows, .proven = {copies_.head}}));
    }
    is_whole_ = false;
    const bool found = KIOSK_TRY(rebuild_->step(copies_.head.seq, kRecordsPerSlice));
    const Head& reached = rebuild_->head();
    const bool all = reached.seq == copies_.head.seq;
    if (!found || (all && reached != copies_.head)) {
        return fail(Errc::corrupt, "record " + std::to_string(reached.seq + 1) +
                                       " is intact neither in the journal nor in the database");
    }
    if (!all) return false;
    taken_ = rebuild_->taken();
    is_whole_ = true;
    copies_.journal = KIOSK_TRY(rebuild_->finish());
    is_whole_ = false;
    rebuild_.reset();
    return true;
}

// A database that is out of use can still be asked for what it has; every row is checked.
Result<> JournalMender::find_rows() {
    if (copies_.rows) return {};
    auto database = Database::open(paths_.database(), DatabaseUse::inspecting);
    if (!database.has_value()) {
        database = Database::open(paths_.database(), DatabaseUse::stranded);
    }
    copies_.database = KIOSK_TRY(std::move(database));
    auto rows = EventTable::open(*copies_.database);
    if (!rows.has_value()) {
        copies_.close_database();
        return fail(std::move(rows).error());
    }
    copies_.rows.emplace(std::move(*rows));
    return {};
}

// It may hold, as committed, a batch of which it was said that it is not stored.
Result<> JournalMender::put_database_away() {
    if (!copies_.database_trouble || copies_.database_trouble->remedy == Remedy::go_on) return {};
    copies_.close_database();
    return quarantine_database(files_, paths_);
}

}  // namespace kiosk::storage
