// kiosk/hub/dead_letters.hpp — tries again to read what an earlier version of the hub could not.
#pragma once

#include <cstddef>

#include "kiosk/hub/claim_desk.hpp"
#include "kiosk/hub/event_log.hpp"

namespace kiosk::hub {

// The venue learns what can be read now, and only then it is no dead letter any more; a hub that
// ends in between does it once more. Returns how many were read; those that still cannot be stay.
[[nodiscard]] pg::asio::awaitable<Result<std::size_t>> read_again(EventLog* log, ClaimDesk* desk,
                                                                  pg::Deadline deadline);

}  // namespace kiosk::hub
