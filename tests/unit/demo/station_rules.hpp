// tests/unit/demo/station_rules.hpp — asks the real rules what the demo station says to a code.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/core/access/access_policy.hpp"
#include "kiosk/core/decision.hpp"
#include "kiosk/core/ticket_code.hpp"
#include "kiosk/demo/people.hpp"

namespace kiosk::demo {

// The main entrance at noon of the demo's day: the core's rules and code shape over the invented
// attendees, as the station would have them.
class DemoStation {
  public:
    explicit DemoStation(std::vector<Attendee> attendees);

    [[nodiscard]] const std::vector<Attendee>& attendees() const { return attendees_; }

    // Decides an entry by the list alone and remembers who was let in.
    core::Reason scan(std::string_view code);

  private:
    std::vector<Attendee> attendees_;
    core::CodeShape shape_;
    std::vector<std::vector<core::PastCheckIn>> history_;  // by position of the attendee
};

}  // namespace kiosk::demo
