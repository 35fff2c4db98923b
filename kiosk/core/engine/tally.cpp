// kiosk/core/engine/tally.cpp — adds one record to every count it belongs to, or takes it out.
#include "kiosk/core/engine/tally.hpp"

#include <algorithm>
#include <cstdint>
#include <span>

#include "kiosk/base/check.hpp"

namespace kiosk::core {
namespace {

std::int64_t quarter_of(UtcTime at) {
    return std::chrono::floor<std::chrono::duration<std::int64_t, std::ratio<900>>>(
               at.time_since_epoch())
        .count();
}

// The lists that these scans leave the ticket inside of; a handful.
std::vector<std::uint16_t> inside_after(std::span<const CountedScan> scans) {
    std::vector<std::uint16_t> lists;
    for (const CountedScan& scan : scans) {
        std::erase(lists, scan.list);
        if (scan.direction == Direction::entry) lists.push_back(scan.list);
    }
    return lists;
}

}  // namespace

std::uint16_t Tally::position_of(const std::string& list) {
    const auto known = std::ranges::find(lists_, list, &ListCount::list);
    const auto position = known - lists_.begin();
    if (known == lists_.end()) lists_.push_back({.list = list});
    KIOSK_CHECK(lists_.size() <= UINT16_MAX, "lists are counted in 16 bits");
    return static_cast<std::uint16_t>(position);
}

void Tally::enter(Attendance& attendance, std::uint16_t list) {
    if (std::ranges::find(attendance.inside_on, list) != attendance.inside_on.end()) return;
    attendance.inside_on.push_back(list);
    ++lists_[list].inside;
    if (!attendance.inside) ++total_.inside;
    attendance.inside = true;
}

void Tally::leave(Attendance& attendance, std::uint16_t list) {
    if (std::erase(attendance.inside_on, list) == 0) return;
    --lists_[list].inside;
    if (!attendance.inside_on.empty()) return;
    --total_.inside;
    attendance.inside = false;
}

std::uint64_t Tally::inside(std::string_view list) const {
    const auto known = std::ranges::find(lists_, list, &ListCount::list);
    return known == lists_.end() ? 0 : known->inside;
}

void Tally::count(const ScanRecord& record, std::uint64_t seq) {
    Counts& quarter = by_quarter_[quarter_of(record.at.utc)];
    if (record.admitted()) {
        count_admission(record, seq, quarter);
    } else {
        ++total_.refused;
        ++quarter.refused;
        if (record.ticket) ++tickets_[*record.ticket].refused;
    }
    quarter.inside = total_.inside;
}

void Tally::count_admission(const ScanRecord& record, std::uint64_t seq, Counts& quarter) {
    const bool is_entry = record.direction == Direction::entry;
    ++(is_entry ? total_.entries : total_.exits);
    ++(is_entry ? quarter.entries : quarter.exits);
    if (!record.ticket) return;  // left, or was let in, with a code that is on no list
    Attendance& attendance = tickets_[*record.ticket];
    if (is_entry && attendance.entries == 0) {
        attendance.first_entry = record.at.utc;
        ++total_.arrived;
        ++quarter.arrived;
    }
    ++(is_entry ? attendance.entries : attendance.exits);
    const std::uint16_t list = position_of(record.list);
    attendance.scans.push_back({seq, record.at.utc, list, record.direction});
    if (is_entry) {
        enter(attendance, list);
    } else {
        leave(attendance, list);
    }
}

void Tally::take_back(const UndoneScan& scan) {
    const auto is_it = [&](const CountedScan& one) { return one.seq == scan.seq; };
    Attendance* attendance = nullptr;
    if (scan.ticket) {
        const auto known = tickets_.find(*scan.ticket);
        if (known == tickets_.end() || std::ranges::none_of(known->second.scans, is_it)) return;
        attendance = &known->second;
    }
    const bool is_entry = scan.direction == Direction::entry;
    Counts& quarter = by_quarter_[quarter_of(scan.at)];
    --(is_entry ? total_.entries : total_.exits);
    --(is_entry ? quarter.entries : quarter.exits);
    if (attendance == nullptr) return;
    const Attendance before = *attendance;
    --(is_entry ? attendance->entries : attendance->exits);
    std::erase_if(attendance->scans, is_it);
    const auto first =
        std::ranges::find(attendance->scans, Direction::entry, &CountedScan::direction);
    if (first != attendance->scans.end()) attendance->first_entry = first->at;
    for (const std::uint16_t list : before.inside_on) leave(*attendance, list);
    for (const std::uint16_t list : inside_after(attendance->scans)) enter(*attendance, list);
    move_arrival(before, *attendance);
    move_quarters(*attendance, 1);
    move_quarters(before, -1);
}

void Tally::move_arrival(const Attendance& before, const Attendance& after) {
    if (before.entries > 0) {
        --total_.arrived;
        --by_quarter_[quarter_of(before.first_entry)].arrived;
    }
    if (after.entries > 0) {
        ++total_.arrived;
        ++by_quarter_[quarter_of(after.first_entry)].arrived;
    }
}

// How many were inside at the end of each quarter: from each scan of the ticket to its next.
void Tally::move_quarters(const Attendance& attendance, int times) {
    const std::span scans(attendance.scans);
    for (std::size_t i = 0; i < scans.size(); ++i) {
        if (inside_after(scans.first(i + 1)).empty()) continue;
        const bool newest = i + 1 == scans.size();
        const std::int64_t end = newest ? INT64_MAX : quarter_of(scans[i + 1].at);
        auto at = by_quarter_.lower_bound(quarter_of(scans[i].at));
        for (; at != by_quarter_.end() && at->first < end; ++at) {
            // Where the wall clock had stepped back, the quarters do not add up.
            if (times > 0 || at->second.inside > 0) {
                at->second.inside += static_cast<std::uint64_t>(times);
            }
        }
    }
}

Attendance Tally::of(TicketId ticket) const {
    const auto found = tickets_.find(ticket);
    return found == tickets_.end() ? Attendance{} : found->second;
}

}  // namespace kiosk::core
