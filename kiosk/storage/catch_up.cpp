// kiosk/storage/catch_up.cpp — rows from journal records, many to a transaction.
#include "kiosk/storage/catch_up.hpp"

#include <string>
#include <utility>

#include "kiosk/core/record.hpp"

namespace kiosk::storage {
namespace {

constexpr std::uint64_t kRowsPerTransaction = 10'000;  // bounds the write-ahead log

}  // namespace

Result<> CatchUp::operator()(const RecordView& record) {
    if (diverged_ || record.seq < head_.seq) return {};
    if (record.seq == head_.seq) {
        diverged_ = record.chain != head_.chain;
        return {};
    }
    ++missing_;
    if (!first_chain_) first_chain_ = record.chain;
    if (!may_insert_) return {};
    auto decoded = core::decode_record(record.payload);
    if (!decoded.has_value()) {
        return fail(std::move(decoded).error().in("journal record " + std::to_string(record.seq)));
    }
    auto inserted = insert(record, *decoded);
    if (!inserted.has_value()) give_up();
    return inserted;
}

Result<> CatchUp::insert(const RecordView& view, const core::Record& record) {
    if (!transaction_.has_value()) transaction_.emplace(KIOSK_TRY(Transaction::begin(database_)));
    KIOSK_TRY_VOID(rows_.insert({view.seq, view.payload, view.chain}, record));
    last_ = {view.seq, view.chain};
    if (missing_ == lag_max_ + 1) KIOSK_TRY_VOID(rows_.clear_identity());
    if (missing_ % kRowsPerTransaction == 0) return finish();
    return {};
}

Result<> CatchUp::finish() {
    if (!transaction_.has_value()) return {};
    auto done = transaction_->commit();
    if (done.has_value() && database_.wal_pages() >= kWalPagesMax) {
        done = database_.checkpoint(/*truncate=*/true);
    }
    transaction_.reset();
    if (!done.has_value()) give_up();
    return done;
}

void CatchUp::give_up() {
    transaction_.reset();
    has_failed_ = true;
}

Result<> extend_from_rows(Journal& journal, EventTable& rows,
                          const std::function<Result<>(const StoredRecord&)>& visit) {
    KIOSK_TRY_VOID(rows.for_each_after(
        journal.head().seq, kAllRows, [&journal, &visit](const StoredRecord& row) -> Result<> {
            if (!continues(journal.head(), row)) {
                return fail(Errc::corrupt, "STO-LOST: record " + std::to_string(row.seq) +
                                               " is missing in the journal and damaged in the"
                                               " database");
            }
            KIOSK_TRY_VOID(visit(row));
            return journal.write(std::span(&row, 1));
        }));
    return journal.sync();
}

}  // namespace kiosk::storage
