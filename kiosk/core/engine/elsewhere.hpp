// kiosk/core/engine/elsewhere.hpp — check-ins that the ticket shop knows of, ours among them.
//
// Other devices of the shop let people in too. Made whole by whoever reads the shop, then never
// changed: a new state is a new object, so that taking it over costs a scan nothing.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/civil_time.hpp"
#include "kiosk/core/ids.hpp"
#include "kiosk/core/scan.hpp"

namespace kiosk::core {

// What stands as the station of a check-in that was none of ours.
inline constexpr std::string_view kElsewhere = "elsewhere";

struct CheckInElsewhere {
    TicketId ticket;
    std::uint16_t list = 0;  // position among the names
    FineTime at;
    Direction direction = Direction::entry;

    friend auto operator<=>(const CheckInElsewhere&, const CheckInElsewhere&) = default;
};

class CheckInsElsewhere {
  public:
    CheckInsElsewhere() = default;

    // In any order. Every `list` is a position in `lists`, which are ids of our check-in lists.
    CheckInsElsewhere(std::vector<std::string> lists, std::vector<CheckInElsewhere> all);

    // Of this ticket on this list, by time.
    [[nodiscard]] std::span<const CheckInElsewhere> on_list(TicketId ticket,
                                                            std::string_view list) const;

    [[nodiscard]] std::size_t size() const { return all_.size(); }

  private:
    std::vector<std::string> lists_;
    std::vector<CheckInElsewhere> all_;  // sorted
};

}  // namespace kiosk::core
