// kiosk/storage/sqlite_calls.hpp — why the operating system refused a call of SQLite.
//
// sqlite3_system_errno() does not tell it: SQLite before 3.44 sets it for no failed COMMIT, and
// what an earlier call left there stays. So the calls themselves are watched, through the table
// that SQLite keeps of them (sqlite3_vfs.xSetSystemCall).
#pragma once

namespace kiosk::storage {

// From here on; to be called before the first connection of the process. Any thread, any number of
// times.
void watch_sqlite_calls();

// Before each call of SQLite. For the calling thread, like the next.
void forget_refused_call();

// errno of the first open, read, write, truncation or fstat that failed since; 0 where none did.
[[nodiscard]] int refused_call_errno();

}  // namespace kiosk::storage
