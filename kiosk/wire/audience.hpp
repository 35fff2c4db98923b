// kiosk/wire/audience.hpp — who reads: everyone at the lane, or staff alone.
//
// Staff is whoever leads: by session or token, or over the UNIX socket. Every other screen and
// program is the lane.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "kiosk/core/decision.hpp"

namespace kiosk::wire {

enum class Audience : std::uint8_t { lane, staff };

// At the lane "see_supervisor" for a holder on the deny list: the person may be reading.
[[nodiscard]] std::string_view reason_name(core::Reason reason, Audience audience);

// And back; nothing for a name that this audience does not know.
[[nodiscard]] std::optional<core::Reason> reason_from_name(std::string_view name,
                                                           Audience audience);

// True where the audience may not hear that this objection was set aside.
[[nodiscard]] bool is_hidden(core::Reason set_aside, Audience audience);

}  // namespace kiosk::wire
