// kiosk/storage/quarantined_rows.hpp — what the newest database in quarantine still has.
//
// It may have a batch, as committed, of which it was said that it is not stored. So its rows count
// only where a record behind them, known from elsewhere, continues their chain.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/database.hpp"
#include "kiosk/storage/event_table.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/state_directory.hpp"

namespace kiosk::storage {

class QuarantinedRows {
  public:
    // Without rows where there is no such database or it cannot be read. Changes no byte of it.
    // Errors are only what the system refuses.
    [[nodiscard]] static Result<QuarantinedRows> open(FileSystem& files, const StatePaths& paths);

    // The rows behind `before` that continue its chain, each the one before.
    void follow(const Head& before);

    // True where a run that was followed leads to `end`; then its rows up to there are proven.
    [[nodiscard]] bool leads_to(const Head& end);
    // ... or to the record before this one, which continues it.
    [[nodiscard]] bool leads_to(const StoredRecord& next);

    // A proven row that continues `before`. The view lives until the next call.
    [[nodiscard]] std::optional<StoredRecord> row_behind(const Head& before);

  private:
    QuarantinedRows() = default;
    [[nodiscard]] std::optional<StoredRecord> find(const Head& before);
    [[nodiscard]] const Chain* chain_at(std::uint64_t seq) const;

    std::unique_ptr<Database> database_;
    std::optional<EventTable> rows_;
    Head before_;
    std::vector<Chain> run_;  // chain values from before_.seq + 1 on
    std::uint64_t proven_through_ = 0;
};

// True where its rows lead from one head to the other. Errors as of open().
[[nodiscard]] Result<bool> quarantine_leads(FileSystem& files, const StatePaths& paths,
                                            const Head& from, const Head& to);

}  // namespace kiosk::storage
