// kiosk/core/engine/tally.cpp — adds one record to every count it belongs to.
#include "kiosk/core/engine/tally.hpp"

#include <algorithm>

#include "kiosk/base/check.hpp"

namespace kiosk::core {

std::uint16_t Tally::position_of(const std::string& list) {
    const auto known = std::ranges::find(lists_, list, &ListCount::list);
    const auto position = known - lists_.begin();
    if (known == lists_.end()) lists_.push_back({.list = list});
    KIOSK_CHECK(lists_.size() <= UINT16_MAX, "lists are counted in 16 bits");
    return static_cast<std::uint16_t>(position);
}

void Tally::enter(Attendance& attendance, const std::string& list) {
    const std::uint16_t position = position_of(list);
    if (std::ranges::find(attendance.inside_on, position) != attendance.inside_on.end()) return;
    attendance.inside_on.push_back(position);
    ++lists_[position].inside;
    if (!attendance.inside) ++total_.inside;
    attendance.inside = true;
}

void Tally::leave(Attendance& attendance, const std::string& list) {
    const std::uint16_t position = position_of(list);
    if (std::erase(attendance.inside_on, position) == 0) return;
    --lists_[position].inside;
    if (!attendance.inside_on.empty()) return;
    --total_.inside;
    attendance.inside = false;
}

std::uint64_t Tally::inside(std::string_view list) const {
    const auto known = std::ranges::find(lists_, list, &ListCount::list);
    return known == lists_.end() ? 0 : known->inside;
}

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
    if (!record.ticket) {  // left, or was let in, with a code that is on no list
        const bool is_entry = record.direction == Direction::entry;
        ++(is_entry ? total_.entries : total_.exits);
        ++(is_entry ? hour.entries : hour.exits);
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
        enter(attendance, record.list);
    } else {
        ++attendance.exits;
        ++total_.exits;
        ++hour.exits;
        leave(attendance, record.list);
    }
    hour.inside = total_.inside;
}

Attendance Tally::of(TicketId ticket) const {
    const auto found = tickets_.find(ticket);
    return found == tickets_.end() ? Attendance{} : found->second;
}

}  // namespace kiosk::core
