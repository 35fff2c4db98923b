// kiosk/storage/database_at_start.hpp — opens the database in whatever state it was left.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/storage/database.hpp"
#include "kiosk/storage/event_table.hpp"
#include "kiosk/storage/file_system.hpp"
#include "kiosk/storage/state_directory.hpp"
#include "kiosk/storage/trouble.hpp"

namespace kiosk::storage {

struct DatabaseAtStart {
    std::unique_ptr<Database> database;  // none where nothing can be opened
    std::optional<EventTable> rows;
    std::optional<JournalIdentity> identity;  // as the database had it
    Head head;                                // as the database had it
    bool knows_all = false;                   // all that was acknowledged, as far as can be told
    std::optional<Trouble> trouble;           // it cannot be written now
    std::string replaced_code;                // why it was replaced; empty: it was not
    std::vector<std::string> sentences;

    [[nodiscard]] bool is_writable() const { return rows.has_value() && !trouble.has_value(); }
};

// A damaged database goes to quarantine and an empty one takes its place. Errc::locked,
// Errc::unsupported and Errc::conflict come back, with nothing changed.
[[nodiscard]] Result<DatabaseAtStart> open_database_at_start(FileSystem& files,
                                                             const StatePaths& paths);

// The same, for one that was opened and turned out to be damaged.
[[nodiscard]] Result<> replace_database(FileSystem& files, const StatePaths& paths,
                                        DatabaseAtStart& at_start, const Error& why);

}  // namespace kiosk::storage
