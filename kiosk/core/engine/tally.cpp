// kiosk/core/engine/tally.cpp — adds one record to every count it belongs to.
#include "kiosk/core/engine/tally.hpp"

namespace kiosk::core {

void Tally::count(const ScanRecord& record) {
    const auto quarter = std::chrono::floor<std::chrono::duration<std::int64_t, std::ratio<900>>>(
        record.at.utc.time_since_epoch());
    Counts& hour = by_quarter_[quarter.count()];
    if (!record.admitted()) {
        ++total_.refused;
        ++hour.refused;
        hour.inside = total_.inside;
        if (record.ticket) ++tickets_[*record.ticket].refused;
        return;
    }
    if (!record.ticket) {  // somebody left with a code that is on no list
        ++total_.exits;
        ++hour.exits;
        hour.inside = total_.inside;
        return;
    }
    Attendance& attendance = tickets_[*record.ticket];
    if (record.direction == Direction::entry) {
        if (attendance.entries == 0) {
            attendance.first_entry = record.at.utc;
            ++total_.arrived;
            ++hour.arrived;
        }
        ++attendance.entries;
        ++total_.entries;
        ++hour.entries;
        if (!attendance.inside) ++total_.inside;
        attendance.inside = true;
    } else {
        ++attendance.exits;
        ++total_.exits;
        ++hour.exits;
        if (attendance.inside) --total_.inside;
        attendance.inside = false;
    }
    hour.inside = total_.inside;
}

Attendance Tally::of(TicketId ticket) const {
    const auto found = tickets_.find(ticket);
    return found == tickets_.end() ? Attendance{} : found->second;
}

}  // namespace kiosk::core
