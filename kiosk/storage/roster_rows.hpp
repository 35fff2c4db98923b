// kiosk/storage/roster_rows.hpp — the tables of one roster file and the digest over them.
#pragma once

#include "kiosk/base/result.hpp"
#include "kiosk/core/roster.hpp"
#include "kiosk/storage/roster_file.hpp"

namespace kiosk::storage {

// Creates a file with all rows; not synced. The path must not exist.
[[nodiscard]] Result<> write_roster_tables(const Path& path, const RosterHeading& heading,
                                           const RosterRows& rows);

// Reads a whole file. Errc::corrupt where count or digest differ, Errc::unsupported for a later
// schema.
[[nodiscard]] Result<core::Roster> read_roster_tables(const Path& path);

}  // namespace kiosk::storage
