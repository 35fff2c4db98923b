// kiosk/core/rules/rule_facts.hpp — the closed set of facts that a custom rule may use.
#pragma once

#include <optional>
#include <span>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/core/access/past_check_in.hpp"
#include "kiosk/core/ids.hpp"

namespace kiosk::core {

// Dates of the event, or of the ticket's own date in a series.
struct EventTimes {
    std::optional<FineTime> from;
    std::optional<FineTime> to;         // else `from`
    std::optional<FineTime> admission;  // else `from`
};

struct RuleFacts {
    ProductId product;
    std::optional<VariationId> variation;
    std::optional<GateId> gate;
    FineTime now;
    // What the clock says, where `now` is another time that it may be. The history is by the same
    // clock: what is asked about earlier entries is asked at this time.
    std::optional<FineTime> by_clock{};
    const ZoneOffsets& zone;  // of the event: days, weekdays and times of day are meant there
    const EventTimes& times;
    std::span<const PastCheckIn> history;  // of this ticket on this list, in any order

    [[nodiscard]] FineTime history_now() const { return by_clock.value_or(now); }
};

}  // namespace kiosk::core
