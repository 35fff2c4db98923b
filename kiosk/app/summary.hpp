// kiosk/app/summary.hpp — the organiser's numbers, counted from the engine's state.
//
// Pure: the same engine and list give the same numbers. Definitions are in core/engine/tally.hpp;
// expected counts tickets on the list that are not cancelled.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/core/engine/engine.hpp"
#include "kiosk/ports/station_port.hpp"

namespace kiosk::app {

// Tickets that are not cancelled and whose order lives. A list expects those of its products and
// its date.
struct Expected {
    std::map<core::ProductId, std::uint64_t> by_product;
    std::map<std::string, std::uint64_t, std::less<>> by_list;
};

// Walks the kinds of tickets; once per new list, when the engine has it.
[[nodiscard]] Expected count_expected(const core::Engine& engine);

// The sum of everything; cheap at any size.
[[nodiscard]] ports::SummaryRow total_row(const core::Engine& engine, const Expected& expected);

// All but the products (product_counts.hpp); cheap at any size.
[[nodiscard]] ports::SummaryView summarize(const core::Engine& engine, const Expected& expected,
                                           const core::Stats& stats, UtcTime now);

}  // namespace kiosk::app
