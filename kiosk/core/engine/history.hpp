// kiosk/core/engine/history.hpp — the check-ins of every ticket, per list, in order of recording.
//
// Rebuilt from the journal at start. Keyed by ticket id, so it outlives a change of the roster.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kiosk/core/access/access_policy.hpp"
#include "kiosk/core/engine/elsewhere.hpp"
#include "kiosk/core/ids.hpp"
#include "kiosk/core/record.hpp"

namespace kiosk::core {

class History {
  public:
    // Adds an admission; records that admitted nobody must not come here.
    void add(const ScanRecord& admitted, std::uint64_t seq);

    // The admission of this number counts no more, or counts again. Nothing for an unknown one.
    void set_undone(TicketId ticket, std::uint64_t seq, bool undone);

    // Takes back the newest check-in of the ticket: its record did not become durable.
    void withdraw_newest(TicketId ticket);

    // What other devices recorded, in place of what they had recorded before.
    void know_elsewhere(std::shared_ptr<const CheckInsElsewhere> check_ins) {
        elsewhere_ = std::move(check_ins);
    }

    // The ticket's check-ins on this list, those elsewhere too. Ours that come back from the shop
    // count once, and not at all where they were taken back here: they are known by ticket, list,
    // direction and time. The views live until the next add().
    [[nodiscard]] std::vector<PastCheckIn> on_list(TicketId ticket, std::string_view list) const;

    // The ticket's check-ins on any list, newest last.
    [[nodiscard]] std::vector<PastCheckIn> of(TicketId ticket) const;

    struct Inside {
        TicketId ticket;
        UtcTime since;
    };

    // The tickets whose newest check-in on this list is an entry, in order of their numbers.
    [[nodiscard]] std::vector<Inside> inside(std::string_view list) const;

    [[nodiscard]] std::size_t size() const { return entries_.size(); }

  private:
    struct Entry {
        UtcTime at;
        std::uint64_t seq;
        std::uint32_t previous;  // position + 1 of the ticket's entry before, 0 = none
        std::uint16_t station;   // position in names_
        std::uint16_t list;      // position in names_
        Direction direction;
        bool undone = false;
    };

    [[nodiscard]] bool knows(const CheckInElsewhere& one, std::string_view list) const;
    [[nodiscard]] std::uint16_t intern(std::string_view name);
    [[nodiscard]] std::vector<PastCheckIn> collect(TicketId ticket,
                                                   const std::uint16_t* list) const;

    std::vector<Entry> entries_;
    std::shared_ptr<const CheckInsElsewhere> elsewhere_;  // null: nobody told us
    std::unordered_map<TicketId, std::uint32_t> newest_;  // position + 1
    // By position + 1; readers have no nonce, so most entries have none.
    std::unordered_map<std::uint32_t, std::string> nonces_;
    std::vector<std::string> names_;  // stations and lists; a handful
};

}  // namespace kiosk::core
