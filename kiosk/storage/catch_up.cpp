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
    if (!transaction_.has_value()) transaction_.emplace(KIOSK_TRY(Transaction::begin(database_)));
    auto decoded = core::decode_record(record.payload);
    if (!decoded.has_value()) {
        return fail(std::move(decoded).error().in("journal record " + std::to_string(record.seq)));
    }
    KIOSK_TRY_VOID(rows_.insert({record.seq, record.payload, record.chain}, *decoded));
    ++inserted_;
    if (inserted_ == lag_max_ + 1) KIOSK_TRY_VOID(rows_.clear_identity());
    if (inserted_ % kRowsPerTransaction == 0) return finish();
    return {};
}

Result<> CatchUp::finish() {
    if (!transaction_.has_value()) return {};
    KIOSK_TRY_VOID(transaction_->commit());
    transaction_.reset();
    if (database_.wal_pages() >= kWalPagesMax) return database_.checkpoint(/*truncate=*/true);
    return {};
}

}  // namespace kiosk::storage
