// kiosk/cli/recounted.hpp — the organiser's numbers counted once more, the plain way.
//
// On purpose nothing is shared with the daemon's counting: every number is one walk over the log.
// What each means is said in kiosk/core/stats/stats.hpp.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/base/time.hpp"
#include "kiosk/core/decision.hpp"
#include "kiosk/core/ids.hpp"
#include "kiosk/core/record.hpp"
#include "kiosk/core/roster.hpp"

namespace kiosk::cli {

// One recorded scan, so far as it counts.
struct LoggedScan {
    std::uint64_t seq = 0;
    UtcTime at{};
    std::optional<core::TicketId> ticket;
    std::string station;
    std::string list;
    std::string zone;  // empty: none
    core::Reason reason = core::Reason::error;
    bool is_entry = true;
    bool somebody_stood_by = false;
    std::uint64_t undone_by = 0;  // record that took it back; 0: none did
    bool is_undone = false;       // by then: it counts nowhere but as a scan of its reason
};

[[nodiscard]] LoggedScan logged_scan(std::uint64_t seq, const core::ScanRecord& scan);

using Log = std::vector<LoggedScan>;  // in the journal's order

// Somebody got a ticket at the desk.
struct LoggedWalkIn {
    std::uint64_t seq = 0;
    core::TicketId ticket;
    std::string product;
};
using WalkInLog = std::vector<LoggedWalkIn>;

// "arrived" → 612; "list main: arrived" → 600. Zeroes may be left out.
using Numbers = std::map<std::string, std::uint64_t>;

[[nodiscard]] Numbers recount_total(const Log& log);
[[nodiscard]] Numbers recount_lists(const Log& log);
[[nodiscard]] Numbers recount_zones(const Log& log);
[[nodiscard]] Numbers recount_stations(const Log& log);
[[nodiscard]] Numbers recount_reasons(const Log& log);
[[nodiscard]] Numbers recount_products(const Log& log, const core::Roster& roster,
                                       const WalkInLog& walk_ins);

// Of the local date "2027-03-10": prefix "today".
[[nodiscard]] Numbers recount_day(const Log& log, const ZoneOffsets& zone, const std::string& day);

// From the minute of `from` until the minute of `until`, which is not in it; by five minutes.
[[nodiscard]] Numbers recount_arrivals(const Log& log, UtcTime from, UtcTime until);

}  // namespace kiosk::cli
