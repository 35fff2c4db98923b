// kiosk/storage/migrations.hpp — numbered schema steps, embedded from migrations/*.sql at build.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/database.hpp"

namespace kiosk::storage {

struct Migration {
    std::int64_t version = 0;  // user_version after it; 1, 2, ...
    std::string_view name;     // "0001_events"
    std::string_view sql;
};

[[nodiscard]] std::span<const Migration> migrations();

[[nodiscard]] std::int64_t latest_schema_version();

// Runs the steps that are missing, each in its own transaction with its user_version: a process
// that ends at any moment leaves the schema of some step, and the next call goes on from there.
[[nodiscard]] Result<> migrate(Database& database, std::span<const Migration> steps = migrations());

// Whether tables and indexes are, letter by letter, what all steps make, whatever the numbers in
// the header say. So a step changes the schema, never rows alone.
[[nodiscard]] Result<bool> has_latest_tables(Database& database);

// Errc::corrupt where the schema is not, letter by letter, what the steps make; an entry that is
// wrong makes SQLite read sound rows wrongly.
[[nodiscard]] Result<> check_schema(Database& database);

}  // namespace kiosk::storage
