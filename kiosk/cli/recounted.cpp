// kiosk/cli/recounted.cpp — groups of scans, and sets of tickets.
#include "kiosk/cli/recounted.hpp"

#include <chrono>
#include <functional>
#include <set>
#include <utility>

#include <fmt/core.h>

#include "kiosk/wire/rfc3339.hpp"

namespace kiosk::cli {
namespace {

using Group = std::vector<const LoggedScan*>;

bool is_admitted(const LoggedScan& scan) {
    return !scan.is_undone && core::verdict_of(scan.reason) == core::Verdict::go;
}

bool is_arrival(const LoggedScan& scan) {
    return scan.ticket && scan.is_entry && is_admitted(scan);
}

void put_events(Numbers& numbers, const std::string& name, const Group& scans) {
    for (const LoggedScan* scan : scans) {
        if (scan->is_undone) continue;
        if (!is_admitted(*scan)) {
            ++numbers[name + "refused"];
        } else {
            ++numbers[name + (scan->is_entry ? "entries" : "exits")];
            if (scan->somebody_stood_by) ++numbers[name + "overrides"];
        }
    }
}

// Different tickets among these scans.
void put_arrived(Numbers& numbers, const std::string& name, const Group& scans) {
    std::set<core::TicketId> arrived;
    for (const LoggedScan* scan : scans) {
        if (is_arrival(*scan)) arrived.insert(*scan->ticket);
    }
    numbers[name + "arrived"] = arrived.size();
}

// Sequences of each ticket's very first entry.
std::set<std::uint64_t> first_entries(const Log& log) {
    std::set<core::TicketId> seen;
    std::set<std::uint64_t> first;
    for (const auto& scan : log) {
        if (is_arrival(scan) && seen.insert(*scan.ticket).second) first.insert(scan.seq);
    }
    return first;
}

void put_first_arrived(Numbers& numbers, const std::string& name, const Group& scans,
                       const std::set<std::uint64_t>& first) {
    for (const LoggedScan* scan : scans) {
        if (first.contains(scan->seq)) ++numbers[name + "arrived"];
    }
}

std::map<std::string, Group> grouped_by(const Log& log,
                                        const std::function<std::string(const LoggedScan&)>& key) {
    std::map<std::string, Group> groups;
    for (const auto& scan : log) groups[key(scan)].push_back(&scan);
    return groups;
}

// Tickets whose last check-in on this list was an entry.
std::set<core::TicketId> inside_on(const Group& scans) {
    std::set<core::TicketId> inside;
    for (const LoggedScan* scan : scans) {
        if (!scan->ticket || !is_admitted(*scan)) continue;
        if (scan->is_entry)
            inside.insert(*scan->ticket);
        else
            inside.erase(*scan->ticket);
    }
    return inside;
}

std::string list_of(const LoggedScan& scan) {
    return scan.list;
}

}  // namespace

LoggedScan logged_scan(std::uint64_t seq, const core::ScanRecord& scan) {
    return {.seq = seq,
            .at = scan.at.utc,
            .ticket = scan.ticket,
            .station = scan.station,
            .list = scan.list,
            .zone = scan.zone,
            .reason = scan.reason,
            .is_entry = scan.direction == core::Direction::entry,
            .somebody_stood_by = !scan.let_in_by.empty()};
}

Numbers recount_total(const Log& log) {
    Numbers numbers;
    Group all;
    std::set<core::TicketId> refused;
    for (const auto& scan : log) {
        all.push_back(&scan);
        if (scan.is_undone) ++numbers["undone"];
        if (scan.is_undone || is_admitted(scan)) continue;
        if (scan.ticket) refused.insert(*scan.ticket);
    }
    put_events(numbers, "", all);
    put_arrived(numbers, "", all);
    numbers["refused_tickets"] = refused.size();
    std::set<core::TicketId> inside;
    for (const auto& [list, scans] : grouped_by(log, list_of)) inside.merge(inside_on(scans));
    numbers["inside"] = inside.size();
    return numbers;
}

Numbers recount_lists(const Log& log) {
    Numbers numbers;
    for (const auto& [list, scans] : grouped_by(log, list_of)) {
        const std::string name = "list " + list + ": ";
        put_events(numbers, name, scans);
        put_arrived(numbers, name, scans);
        numbers[name + "inside"] = inside_on(scans).size();
    }
    return numbers;
}

Numbers recount_zones(const Log& log) {
    Numbers numbers;
    const auto zone_of = [](const LoggedScan& scan) { return scan.zone; };
    for (const auto& [zone, scans] : grouped_by(log, zone_of)) {
        if (zone.empty()) continue;
        put_events(numbers, "zone " + zone + ": ", scans);
        put_arrived(numbers, "zone " + zone + ": ", scans);
    }
    return numbers;
}

Numbers recount_stations(const Log& log) {
    Numbers numbers;
    const auto first = first_entries(log);
    const auto station_of = [](const LoggedScan& scan) { return scan.station; };
    for (const auto& [station, scans] : grouped_by(log, station_of)) {
        put_events(numbers, "station " + station + ": ", scans);
        put_first_arrived(numbers, "station " + station + ": ", scans, first);
    }
    return numbers;
}

Numbers recount_reasons(const Log& log) {
    Numbers numbers;
    for (const auto& scan : log) {
        ++numbers["reason " + std::string(core::name_of(scan.reason)) + ": scans"];
    }
    return numbers;
}

Numbers recount_products(const Log& log, const core::Roster& roster, const WalkInLog& walk_ins) {
    Numbers numbers;
    const auto name_of = [&](core::TicketIndex index) {
        return "product " + std::string(roster.product_name(roster.facts(index).product)) + ": ";
    };
    for (std::uint32_t i = 0; i < roster.size(); ++i) {
        const auto facts = roster.facts({i});
        const bool is_void = facts.canceled || facts.order_state == core::OrderState::canceled ||
                             facts.order_state == core::OrderState::expired;
        if (is_void) continue;
        ++numbers["expected"];
        ++numbers[name_of({i}) + "expected"];
    }
    std::map<core::TicketId, std::string> given_out;
    for (const auto& one : walk_ins) {
        if (roster.find(one.ticket)) continue;  // a later list has them too
        const std::string& name = given_out[one.ticket] = "product " + one.product + ": ";
        ++numbers["expected"];
        ++numbers[name + "expected"];
    }
    std::map<std::string, Group> groups;
    for (const auto& scan : log) {
        const auto index = scan.ticket ? roster.find(*scan.ticket) : std::nullopt;
        const auto given = scan.ticket ? given_out.find(*scan.ticket) : given_out.end();
        if (index) groups[name_of(*index)].push_back(&scan);
        if (given != given_out.end()) groups[given->second].push_back(&scan);
    }
    for (const auto& [name, scans] : groups) {
        put_events(numbers, name, scans);
        numbers.erase(name + "overrides");  // not told by product
        put_arrived(numbers, name, scans);
        std::map<std::string, Group> lists;
        for (const LoggedScan* scan : scans) lists[scan->list].push_back(scan);
        std::set<core::TicketId> inside;
        for (const auto& [list, on_list] : lists) inside.merge(inside_on(on_list));
        numbers[name + "inside"] = inside.size();
    }
    return numbers;
}

Numbers recount_day(const Log& log, const ZoneOffsets& zone, const std::string& day) {
    Numbers numbers;
    Group scans;
    for (const auto& scan : log) {
        if (to_minute_text(zone.to_local(scan.at)).starts_with(day)) scans.push_back(&scan);
    }
    put_events(numbers, "today: ", scans);
    put_arrived(numbers, "today: ", scans);
    return numbers;
}

Numbers recount_arrivals(const Log& log, UtcTime from, UtcTime until) {
    Numbers numbers;
    const auto first = first_entries(log);
    using FiveMinutes = std::chrono::duration<std::int64_t, std::ratio<300>>;
    std::map<std::string, Group> buckets;
    for (const auto& scan : log) {
        const auto minute = std::chrono::floor<std::chrono::minutes>(scan.at);
        if (minute < std::chrono::floor<std::chrono::minutes>(from)) continue;
        if (minute >= std::chrono::floor<std::chrono::minutes>(until)) continue;
        // Every zone in use is a whole number of five minutes from UTC.
        const UtcTime start = std::chrono::floor<FiveMinutes>(scan.at);
        buckets[fmt::format("from {}: ", wire::to_rfc3339(start))].push_back(&scan);
    }
    for (const auto& [name, scans] : buckets) {
        put_events(numbers, name, scans);
        put_first_arrived(numbers, name, scans, first);
    }
    return numbers;
}

}  // namespace kiosk::cli
