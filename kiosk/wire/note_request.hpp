// kiosk/wire/note_request.hpp — POST /api/v1/attendees/{id}/notes: text, operator, nonce.
#pragma once

#include <string_view>

#include "kiosk/ports/notes.hpp"
#include "kiosk/wire/scan_request.hpp"

namespace kiosk::wire {

// The path names the attendee.
[[nodiscard]] Read<ports::NoteRequest> read_note_request(std::string_view body,
                                                         bool operator_needed);

}  // namespace kiosk::wire
