// kiosk/storage/catch_up.hpp — gives each copy the last records that only the other one has.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/event_table.hpp"
#include "kiosk/storage/journal.hpp"
#include "kiosk/storage/journal_walk.hpp"
#include "kiosk/storage/transaction.hpp"

namespace kiosk::storage {

// A RecordSink for walk_journal; pass it by std::ref, then call finish().
class CatchUp {
  public:
    // `head` is the database's last row, `lag_max` how many records a crash may leave it behind.
    // Without `may_insert` it only looks: for a database that cannot be written now.
    CatchUp(Database& database, EventTable& rows, const Head& head, std::uint64_t lag_max,
            bool may_insert)
        : database_(database),
          rows_(rows),
          head_(head),
          lag_max_(lag_max),
          may_insert_(may_insert) {}

    [[nodiscard]] Result<> operator()(const RecordView& record);

    // True when the database lacked more than a crash can explain: it lost what it had. Its
    // identity was taken away, so that no later start trusts it to know what was acknowledged.
    [[nodiscard]] bool found_loss() const { return missing_ > lag_max_; }

    // True where an error came from the database, not from the journal's records.
    [[nodiscard]] bool has_failed() const { return has_failed_; }

    // Commits what was inserted.
    [[nodiscard]] Result<> finish();

    // True when the database's last row is not the journal's record; then nothing was inserted.
    [[nodiscard]] bool diverged() const { return diverged_; }
    [[nodiscard]] std::uint64_t missing() const { return missing_; }
    // Chain value of the first missing record, and the last record.
    [[nodiscard]] const std::optional<Chain>& first_chain() const { return first_chain_; }
    [[nodiscard]] const Head& last() const { return last_; }

  private:
    [[nodiscard]] Result<> insert(const RecordView& view, const core::Record& record);
    void give_up();

    Database& database_;
    EventTable& rows_;
    Head head_;
    std::uint64_t lag_max_;
    std::optional<Transaction> transaction_;
    bool may_insert_;
    std::uint64_t missing_ = 0;
    std::optional<Chain> first_chain_;
    Head last_;
    bool diverged_ = false;
    bool has_failed_ = false;
};

// The other way round: rows that the journal has not (its end was torn or lost) continue it,
// durably; each is visited. Errc::corrupt where a row does not continue the chain.
[[nodiscard]] Result<> extend_from_rows(Journal& journal, EventTable& rows,
                                        const std::function<Result<>(const StoredRecord&)>& visit);

}  // namespace kiosk::storage
