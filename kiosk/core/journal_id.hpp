// kiosk/core/journal_id.hpp — which journal, and how far: what a station and its hub name alike.
#pragma once

#include <array>
#include <compare>
#include <cstdint>

#include "kiosk/core/record.hpp"

namespace kiosk::core {

// One station's journal. The epoch is random and new whenever a journal is started from nothing or
// restored from a backup, so that a number is never used for two things.
struct JournalId {
    std::array<std::uint8_t, 16> station{};
    std::uint64_t epoch = 0;

    friend auto operator<=>(const JournalId&, const JournalId&) = default;
};

// A record's place with its link of the hash chain: it vouches for all that came before.
struct JournalHead {
    JournalId journal;
    std::uint64_t seq = 0;
    ChainLink chain{};

    friend bool operator==(const JournalHead&, const JournalHead&) = default;
};

}  // namespace kiosk::core
