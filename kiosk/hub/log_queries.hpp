// kiosk/hub/log_queries.hpp — the log's statements with their values; pure.
#pragma once

#include <chrono>
#include <vector>

#include "kiosk/hub/pg/query.hpp"
#include "kiosk/hub/upload.hpp"

namespace kiosk::hub {

// Three: the links known for the record before the first, the highest number of this epoch, and
// whether the journal is marked as forked.
[[nodiscard]] std::vector<pg::Query> place_queries(const Upload& upload);

// The links of all epochs for the record before the first: a station that was restored from a
// backup goes on in a new one.
[[nodiscard]] std::vector<pg::Query> older_epoch_queries(const Upload& upload);

enum class Fork : std::uint8_t { unknown, at_first };

// One transaction: lock the station, add the records, mark a fork, keep what cannot be read; rows
// 1 of the answer are the numbers that are new, the last row says whether the journal is forked.
[[nodiscard]] std::vector<pg::Query> store_queries(const Upload& upload,
                                                   const std::vector<Reading>& readings, Fork fork);

[[nodiscard]] pg::Query unlearned_query(std::chrono::seconds back);
[[nodiscard]] pg::Query dead_letters_query();
[[nodiscard]] pg::Query settle_query(const core::JournalHead& place);

}  // namespace kiosk::hub
