// kiosk/core/rules/history_facts.hpp — what rules ask about a ticket's earlier check-ins.
//
// Only entries count as entries; a day is the venue's local day. Times are the scans' own, so a
// check-in that was delivered late, or lies ahead of the clock, counts where it belongs.
#pragma once

#include <cstdint>
#include <optional>

#include "kiosk/core/rules/rule_facts.hpp"

namespace kiosk::core {

// Bounds of the entries that count; `since` is included, `before` is not.
struct Period {
    std::optional<FineTime> since;
    std::optional<FineTime> before;
};

[[nodiscard]] std::int64_t entries_in(const RuleFacts& facts, const Period& period);

// Different local days with at least one entry.
[[nodiscard]] std::int64_t entry_days_in(const RuleFacts& facts, const Period& period);

// From local midnight of today on, without an upper bound.
[[nodiscard]] Period today(const RuleFacts& facts);

// The latest by time of those that count, and among equals the one recorded last; null without any.
[[nodiscard]] const PastCheckIn* last_entry_in(const RuleFacts& facts, const Period& period);

// Whole minutes, rounded down; negative when the entry lies ahead; nothing without an entry.
[[nodiscard]] std::optional<std::int64_t> minutes_since_last_entry(const RuleFacts& facts);
[[nodiscard]] std::optional<std::int64_t> minutes_since_first_entry(const RuleFacts& facts);

// The check-in that is latest by time, and among equals recorded last; null without any.
[[nodiscard]] const PastCheckIn* last_check_in(std::span<const PastCheckIn> history);

// True when that one is an entry.
[[nodiscard]] bool is_present(std::span<const PastCheckIn> history);

}  // namespace kiosk::core
