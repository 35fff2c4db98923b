// kiosk/core/ids.hpp — the numbers that name things of the ticket shop and of the station.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>

#include "kiosk/base/strong_id.hpp"

namespace kiosk::core {

using ProductId = StrongId<struct ProductTag, std::int64_t>;      // pretix: item
using VariationId = StrongId<struct VariationTag, std::int64_t>;  // pretix: variation
using SubeventId = StrongId<struct SubeventTag, std::int64_t>;    // pretix: subevent (a date)
using GateId = StrongId<struct GateTag, std::int64_t>;            // pretix: gate
using QuestionId = StrongId<struct QuestionTag, std::int64_t>;    // pretix: question

// Names one ticket for ever, over list versions and code changes. From pretix: the position's
// number. From a CSV list: derived from the code's key.
using TicketId = StrongId<struct TicketTag, std::uint64_t>;

// Keyed hash of a code (BLAKE2b-128 under the event's pepper). The code itself is never kept.
struct CodeKey {
    std::array<std::uint8_t, 16> bytes{};

    friend auto operator<=>(const CodeKey&, const CodeKey&) = default;
};

// 128-bit time-ordered id of a scan (UUID version 7, RFC 9562 section 5.7).
struct ScanId {
    std::array<std::uint8_t, 16> bytes{};

    friend auto operator<=>(const ScanId&, const ScanId&) = default;
};

// Marks one run of the operating system; steady times compare only within it.
struct BootId {
    std::array<std::uint8_t, 16> bytes{};

    friend bool operator==(const BootId&, const BootId&) = default;
};

}  // namespace kiosk::core
