// kiosk/core/rules/history_facts.cpp — counting entries and days.
#include "kiosk/core/rules/history_facts.hpp"

#include <algorithm>
#include <vector>

namespace kiosk::core {
namespace {

bool counts(const PastCheckIn& past, const Period& period) {
    if (past.direction != Direction::entry) return false;
    if (period.since && past.at < *period.since) return false;
    return !period.before || past.at < *period.before;
}

std::int64_t minutes_between(FineTime earlier, FineTime later) {
    return std::chrono::floor<std::chrono::minutes>(later - earlier).count();
}

}  // namespace

std::int64_t entries_in(const RuleFacts& facts, const Period& period) {
    return std::ranges::count_if(facts.history,
                                 [&](const PastCheckIn& past) { return counts(past, period); });
}

std::int64_t entry_days_in(const RuleFacts& facts, const Period& period) {
    std::vector<std::chrono::local_days> days;
    for (const auto& past : facts.history) {
        if (!counts(past, period)) continue;
        const auto day = facts.zone.day_of(past.at);
        if (std::ranges::find(days, day) == days.end()) days.push_back(day);
    }
    return static_cast<std::int64_t>(days.size());
}

Period today(const RuleFacts& facts) {
    const FineTime midnight =
        facts.zone.at_time_of_day(facts.history_now(), std::chrono::microseconds(0));
    return {.since = midnight, .before = std::nullopt};
}

const PastCheckIn* last_entry_in(const RuleFacts& facts, const Period& period) {
    const PastCheckIn* last = nullptr;
    for (const auto& past : facts.history) {
        if (counts(past, period) && (last == nullptr || last->at <= past.at)) last = &past;
    }
    return last;
}

std::optional<std::int64_t> minutes_since_last_entry(const RuleFacts& facts) {
    std::optional<FineTime> last;
    for (const auto& past : facts.history) {
        if (past.direction == Direction::entry && (!last || past.at > *last)) last = past.at;
    }
    if (!last) return std::nullopt;
    return minutes_between(*last, facts.history_now());
}

std::optional<std::int64_t> minutes_since_first_entry(const RuleFacts& facts) {
    std::optional<FineTime> first;
    for (const auto& past : facts.history) {
        if (past.direction == Direction::entry && (!first || past.at < *first)) first = past.at;
    }
    if (!first) return std::nullopt;
    return minutes_between(*first, facts.history_now());
}

const PastCheckIn* last_check_in(std::span<const PastCheckIn> history) {
    const PastCheckIn* last = nullptr;
    for (const auto& past : history) {
        if (last == nullptr || last->at <= past.at) last = &past;
    }
    return last;
}

bool is_present(std::span<const PastCheckIn> history) {
    const PastCheckIn* last = last_check_in(history);
    return last != nullptr && last->direction == Direction::entry;
}

}  // namespace kiosk::core
