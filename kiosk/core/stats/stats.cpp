// kiosk/core/stats/stats.cpp — adds one scan to every number it belongs to.
#include "kiosk/core/stats/stats.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace kiosk::core {

StatCounts& StatCounts::operator+=(const StatCounts& other) {
    arrived += other.arrived;
    entries += other.entries;
    exits += other.exits;
    refused += other.refused;
    overrides += other.overrides;
    return *this;
}

Stats::Mark Stats::mark_of(std::string name) {
    const auto next = static_cast<Mark>(mark_names_.size());
    return mark_names_.try_emplace(std::move(name), next).first->second;
}

bool Stats::is_first(TicketId ticket, Mark mark) {
    auto& marks = marks_[ticket];
    if (std::ranges::find(marks, mark) != marks.end()) return false;
    marks.push_back(mark);
    return true;
}

// A clock that jumps about must not fill the memory: what is oldest then loses its minute.
StatCounts& Stats::minute(UtcTime at) {
    const auto own = std::chrono::floor<std::chrono::minutes>(at);
    if (first_minute_ && own < *first_minute_) return before_minutes_;
    if (!by_minute_.contains(own) && by_minute_.size() == kMinutesMax) {
        const auto oldest = by_minute_.begin();
        if (own < oldest->first) {
            first_minute_ = oldest->first;
            return before_minutes_;
        }
        before_minutes_ += oldest->second;
        by_minute_.erase(oldest);
        first_minute_ = std::min(own, by_minute_.begin()->first);
    }
    return by_minute_[own];
}

void Stats::count_arrival(const ScanRecord& scan, StatCounts& minute) {
    const TicketId ticket = *scan.ticket;
    const auto day = zone_.day_of(scan.at.utc);
    const std::string day_name = std::to_string(day.time_since_epoch().count());
    if (is_first(ticket, mark_of("arrived"))) {
        ++total_.arrived;
        ++minute.arrived;
        ++by_station_[scan.station].arrived;
    }
    if (is_first(ticket, mark_of("day " + day_name))) ++by_day_[day].arrived;
    if (is_first(ticket, mark_of("list " + scan.list))) ++by_list_[scan.list].arrived;
    if (scan.zone.empty()) return;
    if (is_first(ticket, mark_of("zone " + scan.zone))) ++by_zone_[scan.zone].arrived;
}

void Stats::count(const SequencedRecord& record) {
    last_seq_ = record.seq;
    const auto* scan = std::get_if<ScanRecord>(&record.record);
    if (scan == nullptr) return;
    last_scan_ = scan->at.utc;
    last_scans_.insert_or_assign(scan->station, scan->at.utc);
    const auto reason = static_cast<std::size_t>(scan->reason);
    ++by_reason_[reason];
    ++reasons_by_station_[scan->station][reason];
    const bool is_entry = scan->direction == Direction::entry;
    StatCounts one;
    if (!scan->admitted()) {
        one.refused = 1;
        if (scan->ticket && is_first(*scan->ticket, mark_of("refused"))) ++refused_tickets_;
    } else {
        (is_entry ? one.entries : one.exits) = 1;
        if (!scan->let_in_by.empty()) one.overrides = 1;
    }
    StatCounts& in_minute = minute(scan->at.utc);
    in_minute += one;
    total_ += one;
    by_station_[scan->station] += one;
    by_list_[scan->list] += one;
    if (!scan->zone.empty()) by_zone_[scan->zone] += one;
    by_day_[zone_.day_of(scan->at.utc)] += one;
    if (scan->admitted() && is_entry && scan->ticket) count_arrival(*scan, in_minute);
}

std::optional<UtcTime> Stats::last_scan_at(std::string_view station) const {
    const auto found = last_scans_.find(station);
    if (found == last_scans_.end()) return std::nullopt;
    return found->second;
}

}  // namespace kiosk::core
