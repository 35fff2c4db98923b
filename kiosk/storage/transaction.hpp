// kiosk/storage/transaction.hpp — a SQLite transaction that rolls back unless committed.
#pragma once

#include <utility>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/database.hpp"

namespace kiosk::storage {

class Transaction {
  public:
    [[nodiscard]] static Result<Transaction> begin(Database& database);

    ~Transaction();
    Transaction(Transaction&& other) noexcept
        : database_(std::exchange(other.database_, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    // Durable when it returns without error. After an error it is rolled back.
    [[nodiscard]] Result<> commit();

  private:
    explicit Transaction(Database& database) : database_(&database) {}

    Database* database_;
};

}  // namespace kiosk::storage
