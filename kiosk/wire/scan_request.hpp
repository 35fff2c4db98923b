// kiosk/wire/scan_request.hpp — reads the bodies that ask for a decision.
#pragma once

#include <expected>
#include <string_view>
#include <vector>

#include "kiosk/ports/station_port.hpp"
#include "kiosk/wire/field_error.hpp"

namespace kiosk::wire {

// All objections to a body, or the request it holds.
template <class Request>
using Read = std::expected<Request, std::vector<FieldError>>;

// POST /api/v1/scans: station, code, source, type, nonce, answers, ignore_unpaid, force, operator
// (needed to force, unless the session says who asks), dry_run. Answers are kept where the list
// stores them. The code may hold control characters: the engine calls such a code misread.
// captured_at is refused: the station's own clock decides.
[[nodiscard]] Read<ports::ScanRequest> read_scan_request(std::string_view body,
                                                         bool operator_needed = true);

// POST /api/v1/checkins: attendee, station, type, nonce, answers, ignore_unpaid, force,
// operator, dry_run.
[[nodiscard]] Read<ports::ScanRequest> read_check_in_request(std::string_view body,
                                                             bool operator_needed = true);

}  // namespace kiosk::wire
