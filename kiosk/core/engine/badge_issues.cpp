// kiosk/core/engine/badge_issues.cpp — a map that goes upwards, and back only where a scan is lost.
#include "kiosk/core/engine/badge_issues.hpp"

#include <utility>

namespace kiosk::core {

std::optional<BadgeIssues::Change> BadgeIssues::take(const ScanRecord& scan) {
    if (!scan.ticket || scan.issue.value_or(0) == 0) return std::nullopt;
    Seen& seen = seen_[*scan.ticket];
    if (*scan.issue <= seen.issue) return std::nullopt;
    Change change{*scan.ticket, std::move(seen)};
    seen = {*scan.issue, scan.at.utc, scan.station};
    return change;
}

void BadgeIssues::take_back(const Change& change) {
    if (change.before.issue == 0) {
        seen_.erase(change.ticket);
    } else {
        seen_[change.ticket] = change.before;
    }
}

const BadgeIssues::Seen* BadgeIssues::newest(TicketId ticket) const {
    const auto found = seen_.find(ticket);
    return found == seen_.end() ? nullptr : &found->second;
}

}  // namespace kiosk::core
