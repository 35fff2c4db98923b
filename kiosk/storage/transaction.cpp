// kiosk/storage/transaction.cpp — BEGIN, COMMIT, ROLLBACK.
#include "kiosk/storage/transaction.hpp"

namespace kiosk::storage {

Result<Transaction> Transaction::begin(Database& database) {
    KIOSK_TRY_VOID(database.execute("BEGIN IMMEDIATE"));
    return Transaction(database);
}

Transaction::~Transaction() {
    if (database_ == nullptr) return;
    // SQLite may have rolled back by itself; then this reports an error that says nothing new.
    const auto undone = database_->execute("ROLLBACK");
    static_cast<void>(undone);
}

Result<> Transaction::commit() {
    KIOSK_TRY_VOID(database_->execute("COMMIT"));
    database_ = nullptr;
    return {};
}

}  // namespace kiosk::storage
