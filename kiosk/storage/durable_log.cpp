// kiosk/storage/durable_log.cpp — one batch, two copies, both synced at the same time.
#include "kiosk/storage/durable_log.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <variant>

#include "kiosk/base/check.hpp"
#include "kiosk/storage/journal_walk.hpp"
#include "kiosk/storage/reconcile.hpp"
#include "kiosk/storage/start_notes.hpp"
#include "kiosk/storage/transaction.hpp"

namespace kiosk::storage {

DurableLog::DurableLog(FileSystem& files, const StatePaths& paths, Copies copies,
                       LogSettings settings)
    : files_(&files),
      paths_(paths),
      copies_(std::move(copies)),
      has_failed_(is_there(paths_.not_stored())),
      upkeep_(files, paths, copies_, std::move(settings.progress), settings.upkeep) {}

Result<std::unique_ptr<DurableLog>> DurableLog::open(FileSystem& files, const StateDirectory& state,
                                                     LogSettings settings) {
    auto copies = KIOSK_TRY(
        open_copies(files, state.paths(), state.station_id(), settings.progress, settings.on_loss));
    return std::make_unique<DurableLog>(files, state.paths(), std::move(copies),
                                        std::move(settings));
}

Result<> DurableLog::replay(
    const std::function<Result<>(std::uint64_t seq, core::Record record)>& visit) {
    std::uint64_t epoch = identity().epoch;
    KIOSK_TRY_VOID(replay_copies([&visit, &epoch](std::uint64_t seq, core::Record record) {
        const auto* restored = std::get_if<core::RestoredRecord>(&record);
        if (restored != nullptr) epoch = restored->epoch;
        return visit(seq, std::move(record));
    }));
    epoch_ = epoch;
    return {};
}

Result<> DurableLog::replay_copies(const RecordVisit& visit) {
    const auto& trouble = copies_.journal_trouble;
    const Head genesis{0, genesis_chain(copies_.journal.station(), copies_.journal.epoch())};
    if (trouble && trouble->remedy == Remedy::make_anew) return replay_rows(visit, genesis);
    const std::uint64_t last = copies_.journal.head().seq;
    Head walked_to = genesis;
    const auto walked =
        KIOSK_TRY(walk_journal(*files_, copies_.journal.directory(), WalkDepth::framing,
                               [&visit, &walked_to, last](const RecordView& view) {
                                   // Behind it may stand a torn record that a read-only disk did
                                   // not let us leave behind.
                                   if (view.seq > last) return Result<>();
                                   walked_to = {view.seq, view.chain};
                                   auto record = core::decode_record(view.payload);
                                   if (!record.has_value()) {
                                       return Result<>(fail(std::move(record).error().in(
                                           "journal record " + std::to_string(view.seq))));
                                   }
                                   return visit(view.seq, std::move(*record));
                               }));
    if (walked.records > 0 && walked_to != copies_.journal.head()) {
        return fail(Errc::corrupt, "journal ends at record " + std::to_string(walked_to.seq) +
                                       ", expected " + std::to_string(copies_.journal.head().seq));
    }
    return replay_rows(visit, copies_.journal.head());
}

Result<> DurableLog::replay_rows(const RecordVisit& visit, Head from) {
    if (from.seq >= copies_.head.seq) return {};
    if (!copies_.rows) return fail(Errc::unavailable, "the database is closed");
    KIOSK_TRY_VOID(copies_.rows->for_each_after(
        from.seq, kAllRows, [&visit, &from](const StoredRecord& row) -> Result<> {
            auto record = core::decode_record(row.payload);
            if (!record.has_value() || row.seq != from.seq + 1 ||
                row.chain != next_chain(from.chain, row.seq, row.payload)) {
                return fail(Errc::corrupt,
                            "event row " + std::to_string(from.seq + 1) + " is damaged");
            }
            from = {row.seq, row.chain};
            return visit(row.seq, std::move(*record));
        }));
    if (from == copies_.head) return {};
    return fail(Errc::corrupt, "event rows end at record " + std::to_string(from.seq));
}

Result<> DurableLog::append(std::span<const core::SequencedRecord> batch) {
    KIOSK_CHECK(!batch.empty() && batch.size() <= kBatchRecordsMax,
                "batches have 1 to 256 records");
    KIOSK_CHECK(batch.front().seq == last_seq() + 1, "records continue the log");
    encode(batch);
    Result<> journal;
    Result<> rows;
    if (copies_.database_trouble) {
        if (!copies_.journal_trouble) journal = write_journal_alone();
    } else if (copies_.journal_trouble) {
        rows = commit_rows(batch);
    } else {
        // The bytes go to the kernel first, so that after kill -9 the journal is never behind.
        journal = write_journal(stored_);
        const bool is_syncing = journal.has_value();
        if (is_syncing) journal_sync_.start([this] { return copies_.journal.sync(); });
        rows = commit_rows(batch);
        if (is_syncing) journal = journal_sync_.wait();
        if (is_syncing && !journal.has_value()) journal = rewrite_journal();
    }
    if (!journal.has_value()) upkeep_.journal_failed(journal.error());
    if (!rows.has_value()) upkeep_.database_failed(rows.error());
    const Head& in_journal = copies_.journal.durable();
    // Of two that have the same records the journal's, which knows the chain of none at all.
    copies_.head = copies_.rows_head.seq > in_journal.seq ? copies_.rows_head : in_journal;
    find_mark();
    if (std::exchange(was_rewritten_, false)) note_rewrite(batch.front().seq, batch);
    return note_outcome(batch.back().seq);
}

void DurableLog::find_mark() {
    mark_.reset();
    for (const auto& record : stored_) {
        const bool is_durable = record.seq <= copies_.head.seq;
        if (is_durable && record.seq % kMarkEvery == 0) mark_ = {record.seq, record.chain};
    }
}

core::StorageFacts DurableLog::facts() const {
    auto facts = upkeep_.facts();
    facts.notice_code = notice_code_;
    facts.notice = notice_;
    if (!copies_.report.lost.empty()) {
        facts.notice_code = kLost;
        facts.notice = copies_.report.lost;
    }
    return facts;
}

void DurableLog::set_notice(std::string_view code, std::string_view sentence) {
    notice_code_ = code;
    notice_ = sentence;
}

// Before anybody is told: what a start has to know about this batch.
Result<> DurableLog::note_outcome(std::uint64_t last) {
    if (copies_.database_trouble && copies_.is_marked_complete) {
        // Where this fails, too, one_copy in the records says the same, a little later.
        copies_.is_marked_complete = !unmark_complete(*files_, paths_).has_value();
    }
    if (last_seq() == last) {
        // What failed is cut off by the journal's new segment; until then the note stays.
        if (!has_failed_ || copies_.journal_trouble) return {};
        has_failed_ = !forget_not_stored(*files_, paths_).has_value();
        return {};
    }
    const StoredRecord& first = stored_[stored_.size() - (last - last_seq())];
    note_not_stored(*files_, paths_, {first.seq, first.chain});
    has_failed_ = true;
    return fail(copies_.journal_trouble->error);
}

void DurableLog::encode(std::span<const core::SequencedRecord> batch) {
    payloads_.clear();
    stored_.clear();
    Chain chain = copies_.head.chain;
    for (const auto& [seq, record] : batch) {
        payloads_.push_back(core::encode(record));
        chain = next_chain(chain, seq, payloads_.back());
        stored_.push_back({seq, payloads_.back(), chain});
    }
}

// One record after another: a power cut may keep the later blocks of a write and lose the earlier
// ones, and without the rows nobody could tell such a batch from damage.
Result<> DurableLog::write_journal_alone() {
    for (const auto& record : stored_) {
        KIOSK_TRY_VOID(write_journal(std::span(&record, 1)));
        if (!copies_.journal.sync().has_value()) KIOSK_TRY_VOID(rewrite_journal());
    }
    return {};
}

Result<> DurableLog::write_journal(std::span<const StoredRecord> rest) {
    while (!rest.empty()) {
        const std::uint64_t before = copies_.journal.head().seq;
        auto written = copies_.journal.write(rest);
        if (written.has_value()) return {};
        static_cast<void>(upkeep_.make_room(written.error()));
        // The file that failed is left; a new segment takes what was not durable, then the rest.
        KIOSK_TRY_VOID(rewrite_journal());
        rest = rest.subspan(copies_.journal.head().seq - before);
    }
    return {};
}

Result<> DurableLog::rewrite_journal() {
    auto rewritten = copies_.journal.rewrite();
    if (!rewritten.has_value() && upkeep_.make_room(rewritten.error())) {
        rewritten = copies_.journal.rewrite();
    }
    was_rewritten_ = rewritten.has_value();
    return rewritten;
}

// A segment that was left is told of; but not when all that it held was such a report, or a disk
// that always fails once would be written full with them.
void DurableLog::note_rewrite(std::uint64_t first_seq,
                              std::span<const core::SequencedRecord> batch) {
    const bool is_worth_it = std::ranges::any_of(batch, [](const core::SequencedRecord& record) {
        return !std::holds_alternative<core::RepairedRecord>(record.record);
    });
    if (!is_worth_it) return;
    core::RepairedRecord repair;
    repair.code = kWriteFailed;
    repair.first_seq = first_seq;
    repair.records = batch.size();
    repair.restored = stored_.front().chain;
    rewrites_.push_back(std::move(repair));
}

std::vector<core::RepairedRecord> DurableLog::take_repairs() {
    auto repairs = upkeep_.take_repairs();
    std::ranges::move(rewrites_, std::back_inserter(repairs));
    rewrites_.clear();
    return repairs;
}

Result<> DurableLog::commit_rows(std::span<const core::SequencedRecord> batch) {
    auto transaction = KIOSK_TRY(Transaction::begin(*copies_.database));
    for (std::size_t i = 0; i < batch.size(); ++i) {
        KIOSK_TRY_VOID(copies_.rows->insert(stored_[i], batch[i].record));
    }
    KIOSK_TRY_VOID(transaction.commit());
    copies_.rows_head = {stored_.back().seq, stored_.back().chain};
    return {};
}

Result<std::vector<ports::StoredScan>> DurableLog::query(const ports::ScanQuery& query) {
    const auto& trouble = copies_.database_trouble;
    if (!copies_.rows || (trouble && trouble->remedy == Remedy::make_anew)) {
        return fail(Errc::unavailable, "the database is being made anew");
    }
    auto found = copies_.rows->query(query);
    if (found.has_value() || trouble) return found;
    const Errc code = found.error().code;
    if (code != Errc::corrupt && code != Errc::io_failure) return found;
    upkeep_.database_failed(found.error(), While::reading);
    return fail(Errc::unavailable, "the database is being made anew: " + found.error().context);
}

}  // namespace kiosk::storage
