// kiosk/storage/roster_file.hpp — the attendee list as a file of its own: written once, then read.
//
// roster/roster-<version>.sqlite; the file `current` names the version in use. The storage thread
// never touches them, so an import of a million rows delays no scan. Codes are kept as keyed hashes
// only. One writer at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/base/time.hpp"
#include "kiosk/core/roster.hpp"
#include "kiosk/storage/file_system.hpp"

namespace kiosk::storage {

struct RosterHeading {
    std::uint64_t version = 0;  // 1 or more, above all before
    UtcTime imported_at{};
    core::CodeShape code_shape;
    std::vector<core::Product> products;
    core::RosterLinks links{};  // between tickets that are all among the rows
};

// Fills the row (its views live until the next call) and returns true; false at the end.
using RosterRows = std::function<Result<bool>(core::RosterRow& row)>;

struct WrittenRoster {
    Path path;
    core::Roster roster;             // as read back from the file
    std::vector<std::string> notes;  // what was mended on the way
};

struct LoadedRoster {
    core::Roster roster;
    std::vector<std::string> notes;  // versions that could not be read, and why
};

// Writes beside, syncs, reads all of it back, and only then makes it current. Keeps the version
// before, and of older ones what past_lists.hpp says. A garbled `current` is kept as
// `current.damaged`, with a note. After an error the current version is what it was. Errors: those
// of `rows` and RosterBuilder::add, Errc::conflict for the version that is current, system errors.
[[nodiscard]] Result<WrittenRoster> write_roster(FileSystem& files, const Path& directory,
                                                 const RosterHeading& heading,
                                                 const RosterRows& rows);

// The current list; where it cannot be read, the newest older one, with a note. Nothing where no
// list was ever written. Errc::corrupt where none can be read.
[[nodiscard]] Result<std::optional<LoadedRoster>> load_roster(FileSystem& files,
                                                              const Path& directory);

// The version that `current` names; where it is garbled, the newest that is stored, which is what
// load_roster then takes. Nothing where no list was ever written.
[[nodiscard]] Result<std::optional<std::uint64_t>> current_roster_version(FileSystem& files,
                                                                          const Path& directory);

}  // namespace kiosk::storage
