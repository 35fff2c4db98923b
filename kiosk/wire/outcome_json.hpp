// kiosk/wire/outcome_json.hpp — the answer to a scan as JSON; the same in HTTP and in the stream.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>

#include <boost/json/fwd.hpp>

#include "kiosk/core/engine/outcome.hpp"
#include "kiosk/ports/station_port.hpp"
#include "kiosk/wire/audience.hpp"
#include "kiosk/wire/wording.hpp"

namespace kiosk::wire {

// `status` gives names of stations and the age of the list; `took` is the time from the scan to
// the answer. The lane is not told of the deny list.
[[nodiscard]] std::string print_outcome(const core::Outcome& outcome,
                                        const ports::StatusView& status, const TimeText& time_text,
                                        std::chrono::milliseconds took, Audience audience);
[[nodiscard]] boost::json::object outcome_object(const core::Outcome& outcome,
                                                 const ports::StatusView& status,
                                                 const TimeText& time_text,
                                                 std::chrono::milliseconds took, Audience audience);

// What became of the other tickets of an order: {"attendee", "checked_in", "arrived_before",
// "verdict", "reason", "seq"}; of one that had arrived before nothing was asked.
struct OrderedTicket {
    core::HolderCard card;
    std::optional<core::Outcome> outcome;  // nothing: had arrived before
};
[[nodiscard]] boost::json::array group_array(std::span<const OrderedTicket> tickets,
                                             Audience audience);

}  // namespace kiosk::wire
