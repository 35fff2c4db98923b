// kiosk/hub/news.hpp — what the venue has to learn from a station's record, once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/core/journal_id.hpp"
#include "kiosk/core/record.hpp"

namespace kiosk::hub {

// Names a record for the whole venue, however often and by whichever way it comes: a scan's id,
// which the station and the hub that claimed it share; of an annulment, the id of what it takes
// back; of a supervisor's act, its place in the station's journal.
using Origin = std::vector<std::uint8_t>;

struct News {
    Origin origin;
    core::Record record;
};

// Nothing where the venue stays as it was: starts, lists, repairs and refused scans.
[[nodiscard]] std::optional<Origin> origin_to_learn(const core::Record& record,
                                                    const core::JournalId& journal,
                                                    std::uint64_t seq);

[[nodiscard]] Origin origin_of(const core::ScanId& scan);

}  // namespace kiosk::hub
