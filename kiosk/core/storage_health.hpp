// kiosk/core/storage_health.hpp — how well check-ins are kept, and what staff are told of it.
//
// Pure: facts about the two durable copies in, one of four states with a stable code and a plain
// sentence out.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace kiosk::core {

enum class StorageState : std::uint8_t {
    green,           // both copies
    amber_one_copy,  // one copy, or the disk is nearly full
    amber_no_copy,   // none here; the hub's receipt is the copy
    red,             // nowhere: nobody is admitted
};

// Free space, in bytes: below the first two staff are warned, below the last the state is amber.
inline constexpr std::uint64_t kFreeBytesLow = 512ULL << 20;
inline constexpr std::uint64_t kFreeBytesVeryLow = 128ULL << 20;
inline constexpr std::uint64_t kFreeBytesAmber = 64ULL << 20;

// A record that waits longer than this for the disk is told of.
inline constexpr std::chrono::milliseconds kSlowSync{1000};

struct StorageFacts {
    bool journal_works = true;
    bool database_works = true;
    bool hub_keeps_copies = false;             // answers with receipts
    std::string code{};                        // of the latest trouble, for example "STO-SYNC"
    std::string trouble{};                     // in a few plain words, for example "no space"
    std::string notice_code{};                 // of what is amiss beside the copies
    std::string notice{};                      // the same as a whole sentence, with what to do
    std::uint64_t free_bytes = UINT64_MAX;     // UINT64_MAX: not known
    std::chrono::milliseconds oldest_wait{0};  // of the records that wait for the disk
};

struct StorageHealth {
    StorageState state = StorageState::green;
    std::string code{};  // empty: nothing to tell
    std::string sentence{};
    std::uint64_t free_bytes = UINT64_MAX;
    bool journal_works = true;  // backups are made of it

    friend bool operator==(const StorageHealth&, const StorageHealth&) = default;
};

[[nodiscard]] StorageHealth judge(const StorageFacts& facts);

[[nodiscard]] std::string_view name_of(StorageState state);  // "amber_one_copy"

}  // namespace kiosk::core
