// kiosk/core/engine/history.cpp — a pool of check-ins, chained per ticket from the newest back.
#include "kiosk/core/engine/history.hpp"

#include <algorithm>

#include "kiosk/base/check.hpp"

namespace kiosk::core {

void History::add(const ScanRecord& admitted, std::uint64_t seq) {
    KIOSK_CHECK(admitted.admitted() && admitted.ticket,
                "history holds admissions of known tickets");
    std::uint32_t& newest = newest_[*admitted.ticket];
    // At the door the order of recording is the truth: a wall clock that steps back must not let an
    // old exit stand behind a new entry.
    const UtcTime before = newest == 0 ? admitted.at.utc : entries_[newest - 1].at;
    entries_.push_back({.at = std::max(admitted.at.utc, before),
                        .seq = seq,
                        .previous = newest,
                        .station = intern(admitted.station),
                        .list = intern(admitted.list),
                        .direction = admitted.direction});
    newest = static_cast<std::uint32_t>(entries_.size());
    if (!admitted.nonce.empty()) nonces_.emplace(newest, admitted.nonce);
}

void History::withdraw_newest(TicketId ticket) {
    const auto found = newest_.find(ticket);
    KIOSK_CHECK(found != newest_.end(), "only a recorded check-in is withdrawn");
    // The entry stays in the pool, unreachable: withdrawals happen once in a storage failure.
    found->second = entries_[found->second - 1].previous;
    if (found->second == 0) newest_.erase(found);
}

void History::set_undone(TicketId ticket, std::uint64_t seq, bool undone) {
    const auto newest = newest_.find(ticket);
    std::uint32_t at = newest == newest_.end() ? 0 : newest->second;
    while (at != 0 && entries_[at - 1].seq != seq) at = entries_[at - 1].previous;
    if (at != 0) entries_[at - 1].undone = undone;
}

std::uint16_t History::intern(std::string_view name) {
    const auto known = std::ranges::find(names_, name);
    const auto position = known - names_.begin();
    if (known == names_.end()) names_.emplace_back(name);
    KIOSK_CHECK(names_.size() <= UINT16_MAX, "stations and lists are counted in 16 bits");
    return static_cast<std::uint16_t>(position);
}

std::vector<PastCheckIn> History::collect(TicketId ticket, const std::uint16_t* list) const {
    std::vector<PastCheckIn> found;
    const auto newest = newest_.find(ticket);
    std::uint32_t at = newest == newest_.end() ? 0 : newest->second;
    while (at != 0) {
        const Entry& entry = entries_[at - 1];
        if (!entry.undone && (list == nullptr || entry.list == *list)) {
            PastCheckIn past;
            past.direction = entry.direction;
            past.at = entry.at;
            past.station = names_[entry.station];
            if (const auto nonce = nonces_.find(at); nonce != nonces_.end()) {
                past.nonce = nonce->second;
            }
            found.push_back(past);
        }
        at = entry.previous;
    }
    std::ranges::reverse(found);
    return found;
}

std::vector<PastCheckIn> History::on_list(TicketId ticket, std::string_view list) const {
    std::vector<PastCheckIn> found;
    if (const auto known = std::ranges::find(names_, list); known != names_.end()) {
        const auto position = static_cast<std::uint16_t>(known - names_.begin());
        found = collect(ticket, &position);
    }
    if (!elsewhere_) return found;
    const auto own = found.size();
    for (const auto& one : elsewhere_->on_list(ticket, list)) {
        if (knows(one, list)) continue;
        found.push_back({.direction = one.direction, .at = one.at, .station = kElsewhere});
    }
    if (found.size() > own) std::ranges::stable_sort(found, {}, &PastCheckIn::at);
    return found;
}

bool History::knows(const CheckInElsewhere& one, std::string_view list) const {
    const auto newest = newest_.find(one.ticket);
    std::uint32_t next = newest == newest_.end() ? 0 : newest->second;
    while (next != 0) {
        const Entry& entry = entries_[next - 1];
        const bool is_it = entry.at == one.at && entry.direction == one.direction;
        if (is_it && names_[entry.list] == list) return true;
        next = entry.previous;
    }
    return false;
}

std::vector<History::Inside> History::inside(std::string_view list) const {
    std::vector<Inside> found;
    for (const auto& [ticket, newest] : newest_) {
        std::uint32_t at = newest;
        const auto counts = [&](const Entry& entry) {
            return !entry.undone && names_[entry.list] == list;
        };
        while (at != 0 && !counts(entries_[at - 1])) at = entries_[at - 1].previous;
        if (at == 0 || entries_[at - 1].direction == Direction::exit) continue;
        found.push_back({ticket, entries_[at - 1].at});
    }
    std::ranges::sort(found, {}, [](const Inside& one) { return one.ticket.value; });
    return found;
}

std::vector<PastCheckIn> History::of(TicketId ticket) const {
    return collect(ticket, nullptr);
}

}  // namespace kiosk::core
