// kiosk/app/summary.hpp — the organiser's numbers, counted from the engine's state.
//
// Pure: the same engine and list give the same numbers. Definitions are in core/engine/tally.hpp;
// expected counts tickets on the list that are not cancelled.
#pragma once

#include <map>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/core/engine/engine.hpp"
#include "kiosk/ports/station_port.hpp"

namespace kiosk::app {

using ExpectedByProduct = std::map<core::ProductId, std::uint64_t>;

// Walks the whole list; once per new list.
[[nodiscard]] ExpectedByProduct count_expected(const core::Roster& roster);

// The sum of everything; cheap at any size.
[[nodiscard]] ports::SummaryRow total_row(const core::Engine& engine,
                                          const ExpectedByProduct& expected);

[[nodiscard]] ports::SummaryView summarize(const core::Engine& engine,
                                           const ExpectedByProduct& expected,
                                           const ZoneOffsets& zone, UtcTime now);

}  // namespace kiosk::app
