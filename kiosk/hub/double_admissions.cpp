// kiosk/hub/double_admissions.cpp — each ticket's check-ins in order of time, judged by the core.
#include "kiosk/hub/double_admissions.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "kiosk/base/check.hpp"
#include "kiosk/core/access/access_policy.hpp"

namespace kiosk::hub {
namespace {

using core::ScanRecord;
using Visits = std::vector<const ScanRecord*>;
using VisitsByTicket = std::map<std::pair<std::string, core::TicketId>, Visits>;  // by list

const core::CheckInList* find(std::span<const core::CheckInList> lists, const std::string& id) {
    const auto found = std::ranges::find(lists, id, &core::CheckInList::id);
    return found == lists.end() ? nullptr : &*found;
}

const core::Check& is_used_up() {
    const auto checks = core::list_checks();
    const auto found = std::ranges::find(checks, "ticket is not used up", &core::Check::name);
    KIOSK_CHECK(found != checks.end(), "a list knows when a ticket is used up");
    return *found;
}

bool is_knowingly_let_in(const ScanRecord& scan) {
    return scan.staff_choice == core::StaffChoice::force || !scan.let_in_by.empty();
}

VisitsByTicket visits_in(std::span<const core::Record> records) {
    std::set<core::ScanId> undone;
    for (const auto& record : records) {
        const auto* act = std::get_if<core::AnnulmentRecord>(&record);
        if (act != nullptr) undone.insert(act->scan.id);
    }
    VisitsByTicket visits;
    for (const auto& record : records) {
        const auto* scan = std::get_if<ScanRecord>(&record);
        if (scan == nullptr || !scan->admitted() || !scan->ticket) continue;
        if (!undone.contains(scan->id)) visits[{scan->list, *scan->ticket}].push_back(scan);
    }
    // Of two at the same millisecond the smaller id comes first, whoever was heard first.
    const auto by_time = [](const ScanRecord* scan) { return std::pair(scan->at.utc, scan->id); };
    for (auto& [ticket, all] : visits) std::ranges::sort(all, {}, by_time);
    return visits;
}

Admission admission_of(const ScanRecord& scan) {
    return {scan.station, scan.id, scan.at};
}

DoubleAdmission pair_of(const ScanRecord& first, const ScanRecord& second) {
    const auto apart = second.at.utc - first.at.utc;
    return {.ticket = *second.ticket,
            .list = second.list,
            .first = admission_of(first),
            .second = admission_of(second),
            .order_uncertain = apart <= first.at.error_bound + second.at.error_bound};
}

void add_pairs(const Visits& visits, const core::CheckInList& list,
               std::vector<DoubleAdmission>& pairs) {
    core::TicketFacts ticket;
    ticket.id = *visits.front()->ticket;
    std::vector<core::PastCheckIn> history;
    const ScanRecord* entry_before = nullptr;
    for (const ScanRecord* scan : visits) {
        const core::Facts facts{.list = list,
                                .ticket = ticket,
                                .history = history,
                                .direction = scan->direction,
                                .now = scan->at.utc};
        const bool is_second = is_used_up().objection(facts, core::Telling()).has_value();
        if (is_second && !is_knowingly_let_in(*scan)) {
            KIOSK_CHECK(entry_before != nullptr, "a ticket is used up by an entry");
            pairs.push_back(pair_of(*entry_before, *scan));
        }
        history.push_back({.direction = scan->direction, .at = scan->at.utc});
        if (scan->direction == core::Direction::entry) entry_before = scan;
    }
}

}  // namespace

std::vector<DoubleAdmission> double_admissions(std::span<const core::Record> records,
                                               std::span<const core::CheckInList> lists) {
    std::vector<DoubleAdmission> pairs;
    for (const auto& [key, visits] : visits_in(records)) {
        const core::CheckInList* list = find(lists, key.first);
        if (list != nullptr) add_pairs(visits, *list, pairs);
    }
    return pairs;
}

}  // namespace kiosk::hub
