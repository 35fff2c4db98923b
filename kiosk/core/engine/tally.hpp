// kiosk/core/engine/tally.hpp — running counts of what was decided; every number has one meaning.
//
// Entries and exits count events. Arrived counts different tickets, at their first entry. Inside
// counts tickets that are inside on at least one list: their last check-in on it, by recording, was
// an entry. It is never below zero. Refused counts scans that ended in stop or check. What was
// taken back counts as if it had never been.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/core/ids.hpp"
#include "kiosk/core/record.hpp"

namespace kiosk::core {

struct Counts {
    std::uint64_t entries = 0;
    std::uint64_t exits = 0;
    std::uint64_t arrived = 0;
    std::uint64_t inside = 0;  // at the end of an hour where counted by hour
    std::uint64_t refused = 0;

    friend bool operator==(const Counts&, const Counts&) = default;
};

// An admission as the tally keeps it.
struct CountedScan {
    std::uint64_t seq = 0;
    UtcTime at{};
    std::uint16_t list = 0;  // position in the tally
    Direction direction = Direction::entry;
};

// What one ticket did, over all lists of this station.
struct Attendance {
    std::uint32_t entries = 0;
    std::uint32_t exits = 0;
    std::uint32_t refused = 0;
    bool inside = false;                     // on any list
    std::vector<std::uint16_t> inside_on{};  // lists, by their position in the tally
    std::vector<CountedScan> scans{};        // admissions, in order of recording
    UtcTime first_entry{};                   // means nothing without entries
};

class Tally {
  public:
    // Counts a record that is durable, or was read from the journal.
    void count(const ScanRecord& record, std::uint64_t seq = 0);

    // A counted admission is taken back, once.
    void take_back(const UndoneScan& scan);

    [[nodiscard]] const Counts& total() const { return total_; }

    // Key: quarter hours since 1970 (UTC). Every zone in use is a whole number of them from UTC, so
    // local hours can be summed from these.
    [[nodiscard]] const std::map<std::int64_t, Counts>& by_quarter() const { return by_quarter_; }

    // Every ticket that was scanned, admitted or refused.
    [[nodiscard]] const std::unordered_map<TicketId, Attendance>& tickets() const {
        return tickets_;
    }

    // All zero for a ticket that was never scanned.
    [[nodiscard]] Attendance of(TicketId ticket) const;

    // Tickets that are inside on this list.
    [[nodiscard]] std::uint64_t inside(std::string_view list) const;

  private:
    [[nodiscard]] std::uint16_t position_of(const std::string& list);
    void count_admission(const ScanRecord& record, std::uint64_t seq, Counts& quarter);
    void enter(Attendance& attendance, std::uint16_t list);
    void leave(Attendance& attendance, std::uint16_t list);
    void move_arrival(const Attendance& before, const Attendance& after);
    void move_quarters(const Attendance& attendance, int times);

    struct ListCount {
        std::string list;
        std::uint64_t inside = 0;
    };

    std::vector<ListCount> lists_;  // a handful
    Counts total_;
    std::map<std::int64_t, Counts> by_quarter_;
    std::unordered_map<TicketId, Attendance> tickets_;
};

}  // namespace kiosk::core
