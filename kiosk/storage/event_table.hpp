// kiosk/storage/event_table.hpp — the journal's records as SQLite rows; the second durable copy.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/core/record.hpp"
#include "kiosk/ports/record_store.hpp"
#include "kiosk/storage/database.hpp"
#include "kiosk/storage/journal.hpp"

namespace kiosk::storage {

inline constexpr std::uint64_t kAllRows = std::numeric_limits<std::int64_t>::max();

// What ties a database to one journal.
struct JournalIdentity {
    StationId station;
    std::uint64_t epoch = 0;

    friend bool operator==(const JournalIdentity&, const JournalIdentity&) = default;
};

// Reads and writes rows; transactions are the caller's. Lives no longer than its database.
class EventTable {
  public:
    [[nodiscard]] static Result<EventTable> open(Database& database);

    // Nothing in a database that was just made.
    [[nodiscard]] Result<std::optional<JournalIdentity>> identity();
    // Whether something stands there that this program never writes, or not as it writes it.
    [[nodiscard]] Result<bool> has_foreign_meta();
    // Written when both copies agree; taken away while they are known not to.
    [[nodiscard]] Result<> set_identity(const JournalIdentity& identity);
    [[nodiscard]] Result<> clear_identity();

    // Last row; seq 0 and a chain of zeroes without rows.
    [[nodiscard]] Result<Head> head();
    [[nodiscard]] Result<std::uint64_t> count();

    // `record` is what the payload of `stored` encodes.
    [[nodiscard]] Result<> insert(const StoredRecord& stored, const core::Record& record);

    // The row's payload and chain; the view lives until the next find(). Nothing where it is
    // missing.
    [[nodiscard]] Result<std::optional<StoredRecord>> find(std::uint64_t seq);

    // At most `count` rows with a seq above `after`, ascending; views live during the call.
    [[nodiscard]] Result<> for_each_after(
        std::uint64_t after, std::uint64_t count,
        const std::function<Result<>(const StoredRecord&)>& visit);

    // True where every column of the row is what insert() would write.
    [[nodiscard]] Result<bool> matches(const StoredRecord& stored, const core::Record& record);

    // Errc::invalid_input for a limit outside 1..500 or an unknown verdict or reason.
    [[nodiscard]] Result<std::vector<ports::StoredScan>> query(const ports::ScanQuery& query);

  private:
    EventTable(Database& database, Statement insert, Statement match, Statement find,
               Statement last)
        : database_(&database),
          insert_(std::move(insert)),
          match_(std::move(match)),
          find_(std::move(find)),
          last_(std::move(last)) {}

    Database* database_;
    Statement insert_;
    Statement match_;
    Statement find_;
    Statement last_;
    std::vector<std::byte> found_payload_;
};

}  // namespace kiosk::storage
