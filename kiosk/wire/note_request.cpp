// kiosk/wire/note_request.cpp — what a note may hold.
#include "kiosk/wire/note_request.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "kiosk/core/record.hpp"
#include "kiosk/wire/json_reader.hpp"
#include "kiosk/wire/supervisor_json.hpp"

namespace kiosk::wire {

Read<ports::NoteRequest> read_note_request(std::string_view body, bool operator_needed) {
    JsonReader reader(body);
    ports::NoteRequest request;
    reader.require("text");
    request.text = reader.text("text", ports::kStaffNoteMax).value_or("");
    if (std::ranges::any_of(request.text, is_control)) {
        reader.object_to("text", "control_character", "text has a control character");
    }
    request.by = read_operator(reader, "operator", operator_needed);
    request.nonce = reader.text("nonce", core::kNonceMax).value_or("");
    auto errors = reader.errors();
    if (!errors.empty()) return std::unexpected(std::move(errors));
    return request;
}

}  // namespace kiosk::wire
