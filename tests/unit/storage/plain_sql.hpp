// tests/unit/storage/plain_sql.hpp — changes a database as rot and strangers do: by a connection
// that nothing defends the schema from.
#pragma once

#include <filesystem>
#include <string>

#include <gtest/gtest.h>
#include <sqlite3.h>

namespace kiosk::testing {

// While no other connection owns the database.
inline void run_plain_sql(const std::filesystem::path& path, const std::string& sql) {
    sqlite3* connection = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &connection), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(connection);
    sqlite3_close(connection);
}

// The index of the reasons loses the entry of this row, which is refused for `reason`.
inline void lose_index_entry(const std::filesystem::path& path, std::uint64_t seq,
                             const std::string& reason) {
    const std::string row = " WHERE seq = " + std::to_string(seq);
    // For one statement the index is another one, which the row does not belong to.
    const std::string change =
        "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql ="
        " 'CREATE INDEX events_by_reason ON events (reason) WHERE reason ";
    const std::string which = "' WHERE name = 'events_by_reason'";
    run_plain_sql(path, "UPDATE events SET reason = 'ok'" + row);
    run_plain_sql(path, change + "= ''nothing''" + which);
    run_plain_sql(path, "UPDATE events SET reason = '" + reason + "'" + row);
    run_plain_sql(path, change + "<> ''ok''" + which);
}

}  // namespace kiosk::testing
