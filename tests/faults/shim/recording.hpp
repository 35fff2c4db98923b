// tests/faults/shim/recording.hpp — what was written, synced and renamed, in order, for a replay.
//
// A recording is a row of entries: EntryHead, path, second path, bytes. Paths are relative to the
// state directory. Several processes may append to one recording, one after the other.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace kiosk::faults {

enum class Step : std::uint32_t {
    process,         // a process begins; descriptors of the one before are closed
    open,            // path, descriptor, created
    write,           // descriptor, offset, bytes
    truncate,        // descriptor, offset = new size
    extend,          // descriptor, offset = new size at least
    sync_begins,     // descriptor
    sync_ends,       // descriptor; number = of the entry that began it
    sync_failed,     // descriptor; number = of the entry that began it
    rename,          // path, second path
    unlink,          // path
    make_directory,  // path
    answer,          // bytes: what was acknowledged
};

inline constexpr std::uint32_t kEntryMagic = 0x4345524BU;  // "KREC"

struct EntryHead {
    std::uint32_t magic = kEntryMagic;
    Step step = Step::process;
    std::int32_t descriptor = -1;
    std::uint32_t created = 0;
    std::uint64_t offset = 0;
    std::uint64_t number = 0;
    std::uint32_t path_bytes = 0;
    std::uint32_t second_path_bytes = 0;
    std::uint64_t bytes = 0;
};

struct Entry {
    EntryHead head{};
    std::string_view path{};
    std::string_view second_path{};
    std::span<const char> bytes{};
};

// Appends to the recording, if one is asked for; returns the entry's number in this process. Keeps
// errno. Any thread.
std::uint64_t record(const Entry& entry);

}  // namespace kiosk::faults
