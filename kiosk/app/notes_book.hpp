// kiosk/app/notes_book.hpp — the notes that staff wrote, by attendee.
//
// They are personal data, so the journal never holds them: they stand in a file of their own, which
// may be erased after the event (docs/decisions/0019). Main thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/base/time.hpp"
#include "kiosk/core/ids.hpp"
#include "kiosk/ports/notes.hpp"

namespace kiosk::app {

class NotesBook {
  public:
    using Line = std::vector<std::string>;

    // Takes a line of before the start; Errc::corrupt where it is no note.
    [[nodiscard]] Result<> restore(const Line& line);

    // The note that this request wrote before; nothing for a new one.
    [[nodiscard]] const ports::NoteView* written_before(const ports::NoteRequest& request) const;

    // Errc::conflict where no more fit; then the line to be made durable.
    [[nodiscard]] Result<Line> line_of(const ports::NoteRequest& request, UtcTime now) const;

    // Its line is durable.
    ports::NoteView add(const ports::NoteRequest& request, UtcTime at);

    // Oldest first.
    [[nodiscard]] std::vector<ports::NoteView> of(core::TicketId attendee) const;

  private:
    struct Note {
        ports::NoteView view;
        std::string nonce;
    };

    std::unordered_map<core::TicketId, std::vector<Note>> notes_;
    std::size_t count_ = 0;
};

}  // namespace kiosk::app
