// kiosk/storage/roster_link_rows.hpp — the tables of a roster file for what lies between tickets.
#pragma once

#include "kiosk/base/result.hpp"
#include "kiosk/core/roster_links.hpp"
#include "kiosk/storage/database.hpp"

namespace kiosk::storage {

inline constexpr const char* kLinkTables =
    "CREATE TABLE media (position INTEGER PRIMARY KEY, code BLOB NOT NULL,"
    " ticket INTEGER NOT NULL, expires_ms INTEGER) STRICT;"
    "CREATE TABLE add_ons (position INTEGER PRIMARY KEY, main INTEGER NOT NULL,"
    " ticket INTEGER NOT NULL) STRICT;"
    "CREATE TABLE issues (position INTEGER PRIMARY KEY, ticket INTEGER NOT NULL,"
    " issue INTEGER NOT NULL) STRICT;";

[[nodiscard]] Result<> insert_links(Database& database, const core::RosterLinks& links);

// Errc::corrupt for rows that mean nothing.
[[nodiscard]] Result<core::RosterLinks> read_links(Database& database);

}  // namespace kiosk::storage
