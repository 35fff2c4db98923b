// kiosk/core/engine/badge_issues.cpp — a map that only grows upwards.
#include "kiosk/core/engine/badge_issues.hpp"

namespace kiosk::core {

void BadgeIssues::take(const ScanRecord& scan) {
    if (!scan.ticket || scan.issue.value_or(0) == 0) return;
    Seen& seen = seen_[*scan.ticket];
    if (*scan.issue > seen.issue) seen = {*scan.issue, scan.at.utc, scan.station};
}

const BadgeIssues::Seen* BadgeIssues::newest(TicketId ticket) const {
    const auto found = seen_.find(ticket);
    return found == seen_.end() ? nullptr : &found->second;
}

}  // namespace kiosk::core
