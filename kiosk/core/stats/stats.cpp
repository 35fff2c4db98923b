// kiosk/core/stats/stats.cpp — adds one scan to every number it belongs to, or takes it out.
#include "kiosk/core/stats/stats.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <variant>

#include "kiosk/base/check.hpp"

namespace kiosk::core {
namespace {

constexpr std::uint64_t kOnce = 1;
constexpr std::uint64_t kTakenBack = ~std::uint64_t{0};  // -1: sums wrap

StatCounts multiplied(const StatCounts& counts, std::uint64_t times) {
    return {.arrived = counts.arrived * times,
            .entries = counts.entries * times,
            .exits = counts.exits * times,
            .refused = counts.refused * times,
            .overrides = counts.overrides * times};
}

}  // namespace

StatCounts& StatCounts::operator+=(const StatCounts& other) {
    arrived += other.arrived;
    entries += other.entries;
    exits += other.exits;
    refused += other.refused;
    overrides += other.overrides;
    return *this;
}

std::uint16_t Stats::intern(std::string_view name) {
    const auto known = std::ranges::find(names_, name);
    const auto position = known - names_.begin();
    if (known == names_.end()) names_.emplace_back(name);
    KIOSK_CHECK(names_.size() <= UINT16_MAX, "stations, lists and zones are counted in 16 bits");
    return static_cast<std::uint16_t>(position);
}

// A clock that jumps about must not fill the memory: what is oldest then loses its minute.
StatCounts& Stats::minute(Minute own) {
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

// What the entries from this one on add beside those before them.
void Stats::add_arrivals(const std::vector<Entry>& entries, std::size_t from, std::uint64_t times) {
    for (std::size_t i = from; i < entries.size(); ++i) {
        const Entry& own = entries[i];
        const auto is_first = [&](auto part) {
            const auto before = std::span(entries).first(i);
            return std::ranges::find(before, own.*part, part) == before.end();
        };
        if (i == 0) {
            total_.arrived += times;
            minute(own.minute).arrived += times;
            by_station_[names_[own.station]].arrived += times;
        }
        if (is_first(&Entry::day)) by_day_[own.day].arrived += times;
        if (is_first(&Entry::list)) by_list_[names_[own.list]].arrived += times;
        const std::string& zone = names_[own.zone];
        if (!zone.empty() && is_first(&Entry::zone)) by_zone_[zone].arrived += times;
    }
}

void Stats::add(const Event& event) {
    const StatCounts counts = multiplied(event.counts, event.times);
    minute(std::chrono::floor<std::chrono::minutes>(event.at)) += counts;
    total_ += counts;
    by_station_[std::string(event.station)] += counts;
    by_list_[std::string(event.list)] += counts;
    if (!event.zone.empty()) by_zone_[std::string(event.zone)] += counts;
    by_day_[zone_.day_of(event.at)] += counts;
}

void Stats::count(const SequencedRecord& record) {
    last_seq_ = record.seq;
    if (const auto* scan = std::get_if<ScanRecord>(&record.record)) count(*scan, record.seq);
    if (const auto* act = std::get_if<AnnulmentRecord>(&record.record)) take_back(act->scan);
}

void Stats::count(const ScanRecord& scan, std::uint64_t seq) {
    last_scan_ = scan.at.utc;
    last_scans_.insert_or_assign(scan.station, scan.at.utc);
    const auto reason = static_cast<std::size_t>(scan.reason);
    ++by_reason_[reason];
    ++reasons_by_station_[scan.station][reason];
    const bool is_entry = scan.direction == Direction::entry;
    Event event{scan.at.utc, scan.station, scan.list, scan.zone, {}, kOnce};
    if (!scan.admitted()) {
        event.counts.refused = 1;
        if (scan.ticket && !std::exchange(seen_[*scan.ticket].refused, true)) ++refused_tickets_;
    } else {
        (is_entry ? event.counts.entries : event.counts.exits) = 1;
        if (!scan.let_in_by.empty()) event.counts.overrides = 1;
    }
    add(event);
    if (!scan.admitted() || !is_entry || !scan.ticket) return;
    auto& entries = seen_[*scan.ticket].entries;
    entries.push_back({.seq = seq,
                       .minute = std::chrono::floor<std::chrono::minutes>(scan.at.utc),
                       .day = zone_.day_of(scan.at.utc),
                       .station = intern(scan.station),
                       .list = intern(scan.list),
                       .zone = intern(scan.zone)});
    add_arrivals(entries, entries.size() - 1, kOnce);
}

void Stats::take_back(const UndoneScan& scan) {
    const bool is_entry = scan.direction == Direction::entry;
    StatCounts counts;
    (is_entry ? counts.entries : counts.exits) = 1;
    undone_by_list_[scan.list] += counts;
    if (scan.stood_by) counts.overrides = 1;
    add({scan.at, scan.station, scan.list, scan.zone, counts, kTakenBack});
    const auto seen = scan.ticket ? seen_.find(*scan.ticket) : seen_.end();
    if (!is_entry || seen == seen_.end()) return;
    auto& entries = seen->second.entries;
    add_arrivals(entries, 0, kTakenBack);
    std::erase_if(entries, [&](const Entry& one) { return one.seq == scan.seq; });
    add_arrivals(entries, 0, kOnce);
}

std::uint64_t Stats::undone() const {
    std::uint64_t sum = 0;
    for (const auto& [list, counts] : undone_by_list_) sum += counts.entries + counts.exits;
    return sum;
}

std::optional<UtcTime> Stats::last_scan_at(std::string_view station) const {
    const auto found = last_scans_.find(station);
    if (found == last_scans_.end()) return std::nullopt;
    return found->second;
}

}  // namespace kiosk::core
