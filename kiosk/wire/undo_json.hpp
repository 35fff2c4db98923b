// kiosk/wire/undo_json.hpp — requests to take a check-in back, and how that is told.
#pragma once

#include <string>
#include <string_view>

#include <boost/json/fwd.hpp>

#include "kiosk/ports/undo.hpp"
#include "kiosk/wire/audience.hpp"
#include "kiosk/wire/scan_request.hpp"

namespace kiosk::wire {

[[nodiscard]] std::string_view name_of(core::UndoCause cause);  // "wrong_person"

// POST /api/v1/checkins/{id}/undo: station, reason, note, operator, nonce. The path names the scan.
[[nodiscard]] Read<ports::UndoRequest> read_undo_request(std::string_view body,
                                                         bool operator_needed);

// {"seq", "at", "reason", "checkin": {"seq", "id", "at", "station", "list", "type"}, "attendee",
// "replayed"}; the same in the stream.
[[nodiscard]] std::string print_undo_answer(const ports::UndoAnswer& answer);

// Of a row of the log: {"at", "reason"}; for staff also "operator", "station" and "note". Null for
// a check-in that stands.
[[nodiscard]] boost::json::value undone_value(const std::optional<core::AnnulmentRecord>& undone,
                                              Audience audience);

}  // namespace kiosk::wire
