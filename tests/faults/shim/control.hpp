// tests/faults/shim/control.hpp — the switchboard that a test and the faulty process share.
//
// A file of sizeof(Control) bytes, mapped by both; tests/faults/fault_control.py writes the same
// bytes, so a field that moves here moves there. A rule counts the calls that match it and acts on
// the `from`-th and the `count - 1` after it.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace kiosk::faults {

enum class Call : std::uint32_t {
    open,
    read,
    write,
    sync,
    truncate,
    allocate,
    rename,
    unlink,
    make_directory,
    answer,  // what acknowledges: an HTTP answer, or a line "ACK" on standard output
};
inline constexpr std::size_t kCalls = 10;

enum class FileKind : std::uint32_t {
    journal,    // segments, the header of a spare that becomes one, a journal being rebuilt
    spare,      // the filling of a segment that is allocated ahead
    log,        // SQLite's write-ahead log
    database,   // SQLite's database file
    directory,  // syncs of names
    roster,     // the attendee list
    other,      // lock, station-id, backups, checkpoints
    outside,    // nothing of the state directory
};
inline constexpr std::size_t kFileKinds = 8;

enum class Action : std::uint32_t {
    none,
    fail,         // with `error`, nothing done
    shorten,      // a write of half the bytes, which is no error
    delay,        // by `delay_ms`, then done
    kill_before,  // SIGKILL
    kill_within,  // a write: after half the bytes
    kill_after,
    pretend,  // success, nothing done
};

struct Rule {
    std::uint32_t calls = 0;  // bit (1 << Call)
    std::uint32_t files = 0;  // bit (1 << FileKind)
    std::uint32_t error = 0;  // errno
    std::uint32_t delay_ms = 0;
    std::uint64_t from = 1;
    std::uint64_t count = 0;               // 0: for ever
    std::atomic<std::uint64_t> seen{0};    // matching calls so far
    std::atomic<std::uint64_t> acted{0};   // those it acted on
    std::atomic<std::uint32_t> action{0};  // written last by the test
    std::uint32_t padding = 0;
};
static_assert(sizeof(Rule) == 56);

inline constexpr std::size_t kRules = 8;
inline constexpr std::uint64_t kControlMagic = 0x3154'4C55'4146'414BULL;  // "KAFAULT1"

// What adjtimex(2) says of a time server.
enum class TimeServer : std::uint32_t { as_it_is, silent, heard };

struct Control {
    std::uint64_t magic = 0;
    std::array<Rule, kRules> rules{};
    // All calls, by what they do and to which kind of file.
    std::array<std::array<std::atomic<std::uint64_t>, kFileKinds>, kCalls> calls{};
    std::atomic<std::int64_t> wall_ms{0};  // added to the wall clock
    std::atomic<std::int64_t> boot_ms{0};  // added to the time since boot
    std::atomic<std::uint32_t> server{0};
    std::uint32_t padding = 0;
};

// The control file is named by the first, the state directory by the second; a recording of all
// that is written goes to the third where it is set.
inline constexpr const char* kControlVariable = "KIOSK_FAULT_CONTROL";
inline constexpr const char* kRootVariable = "KIOSK_FAULT_ROOT";
inline constexpr const char* kRecordingVariable = "KIOSK_FAULT_RECORDING";

}  // namespace kiosk::faults
