// kiosk/ports/notes.hpp — what staff write about an attendee.
#pragma once

#include <cstddef>
#include <string>

#include "kiosk/base/time.hpp"
#include "kiosk/core/ids.hpp"

namespace kiosk::ports {

inline constexpr std::size_t kStaffNoteMax = 500;  // bytes of one note
inline constexpr std::size_t kNotesOfOneMax = 50;  // of one attendee
inline constexpr std::size_t kNotesMax = 50'000;   // of all

struct NoteView {
    UtcTime at{};
    std::string by;  // operator; empty: whoever stood at the desk
    std::string text;

    friend bool operator==(const NoteView&, const NoteView&) = default;
};

struct NoteRequest {
    core::TicketId attendee;
    std::string text;   // 1 to kStaffNoteMax bytes
    std::string by;     // operator; at most core::kOperatorMax bytes
    std::string nonce;  // same nonce, same note
};

}  // namespace kiosk::ports
