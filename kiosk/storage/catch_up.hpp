// kiosk/storage/catch_up.hpp — inserts the journal's records that the database lacks, on one walk.
#pragma once

#include <cstdint>
#include <optional>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/event_table.hpp"
#include "kiosk/storage/journal_walk.hpp"
#include "kiosk/storage/transaction.hpp"

namespace kiosk::storage {

// A RecordSink for walk_journal; pass it by std::ref, then call finish().
class CatchUp {
  public:
    // `head` is the database's last row, `lag_max` how many records a crash may leave it behind.
    CatchUp(Database& database, EventTable& rows, const Head& head, std::uint64_t lag_max)
        : database_(database), rows_(rows), head_(head), lag_max_(lag_max) {}

    [[nodiscard]] Result<> operator()(const RecordView& record);

    // True when the database lacked more than a crash can explain: it lost what it had. Its
    // identity was taken away, so that no later start trusts it to know what was acknowledged.
    [[nodiscard]] bool found_loss() const { return inserted_ > lag_max_; }

    // Commits what was inserted.
    [[nodiscard]] Result<> finish();

    // True when the database's last row is not the journal's record; then nothing was inserted.
    [[nodiscard]] bool diverged() const { return diverged_; }
    [[nodiscard]] std::uint64_t inserted() const { return inserted_; }

  private:
    Database& database_;
    EventTable& rows_;
    Head head_;
    std::uint64_t lag_max_;
    std::optional<Transaction> transaction_;
    std::uint64_t inserted_ = 0;
    bool diverged_ = false;
};

}  // namespace kiosk::storage
