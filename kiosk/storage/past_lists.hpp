// kiosk/storage/past_lists.hpp — attendee lists of before, without the people: what a replay needs.
//
// roster/past-<version>.sqlite has the tables of a roster file, and all texts of the holders empty:
// the names on a list that was replaced are nobody's business, what its tickets were worth is
// evidence. One writer at a time, the one of the roster files.
#pragma once

#include <cstdint>
#include <map>
#include <memory>

#include "kiosk/base/result.hpp"
#include "kiosk/core/roster.hpp"
#include "kiosk/storage/file_system.hpp"

namespace kiosk::storage {

// All of them together; then the oldest go. A hundred lists of 30,000 tickets.
inline constexpr std::uint64_t kPastListsBytesMax = 256U << 20U;

// Puts past-<version>.sqlite in the place of that roster file. One that cannot be read is removed,
// with Errc::corrupt; where the system refuses, the roster file stays for the next time.
[[nodiscard]] Result<> retire_list(FileSystem& files, const Path& directory, std::uint64_t version);

// Removes the oldest past lists beyond so many bytes.
[[nodiscard]] Result<> remove_oldest_lists(FileSystem& files, const Path& directory,
                                           std::uint64_t bytes_max = kPastListsBytesMax);

// By version: every list that is in the directory, with its people or without, but those that
// cannot be read.
using Lists = std::map<std::uint64_t, std::shared_ptr<const core::Roster>>;
[[nodiscard]] Result<Lists> read_all_lists(FileSystem& files, const Path& directory);

}  // namespace kiosk::storage
