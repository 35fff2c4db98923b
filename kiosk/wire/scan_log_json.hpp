// kiosk/wire/scan_log_json.hpp — rows of the log of scans.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/engine/outcome.hpp"
#include "kiosk/ports/record_store.hpp"
#include "kiosk/wire/audience.hpp"

namespace kiosk::wire {

// Finds the person of a ticket on the list of now; nothing for one who is not on it any more.
using FindHolder = std::function<std::optional<core::HolderCard>(core::TicketId)>;

// {"items": [...], "next_cursor": "<seq>" or null}. The code itself was never kept: rows have its
// keyed hash. The lane is told neither of the deny list nor of operators.
[[nodiscard]] std::string print_scan_page(const std::vector<ports::StoredScan>& scans,
                                          const FindHolder& find_holder,
                                          std::optional<std::uint64_t> next, Audience audience);

}  // namespace kiosk::wire
