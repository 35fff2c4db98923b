// kiosk/app/notes_book.cpp — notes as lines of five texts, and back.
#include "kiosk/app/notes_book.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <system_error>

namespace kiosk::app {
namespace {

constexpr std::size_t kTexts = 5;  // attendee, time, operator, nonce, text

template <class Number>
bool read_number(const std::string& text, Number& into) {
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, into);
    return read.ec == std::errc{} && read.ptr == end;
}

}  // namespace

Result<> NotesBook::restore(const Line& line) {
    ports::NoteRequest request;
    std::int64_t at = 0;
    if (line.size() != kTexts || !read_number(line[0], request.attendee.value) ||
        !read_number(line[1], at)) {
        return fail(Errc::corrupt, "a line of the notes is no note");
    }
    request.by = line[2];
    request.nonce = line[3];
    request.text = line[4];
    static_cast<void>(add(request, UtcTime(std::chrono::milliseconds(at))));
    return {};
}

const ports::NoteView* NotesBook::written_before(const ports::NoteRequest& request) const {
    const auto known = notes_.find(request.attendee);
    if (known == notes_.end() || request.nonce.empty()) return nullptr;
    const auto found = std::ranges::find(known->second, request.nonce, &Note::nonce);
    return found == known->second.end() ? nullptr : &found->view;
}

Result<NotesBook::Line> NotesBook::line_of(const ports::NoteRequest& request, UtcTime now) const {
    const auto known = notes_.find(request.attendee);
    const std::size_t own = known == notes_.end() ? 0 : known->second.size();
    if (own >= ports::kNotesOfOneMax) {
        return fail(Errc::conflict, "this attendee has " + std::to_string(ports::kNotesOfOneMax) +
                                        " notes, and no more fit");
    }
    if (count_ >= ports::kNotesMax) {
        return fail(Errc::conflict,
                    "there are " + std::to_string(ports::kNotesMax) + " notes, and no more fit");
    }
    return Line{std::to_string(request.attendee.value),
                std::to_string(now.time_since_epoch().count()), request.by, request.nonce,
                request.text};
}

ports::NoteView NotesBook::add(const ports::NoteRequest& request, UtcTime at) {
    ++count_;
    const ports::NoteView view{.at = at, .by = request.by, .text = request.text};
    notes_[request.attendee].push_back({view, request.nonce});
    return view;
}

std::vector<ports::NoteView> NotesBook::of(core::TicketId attendee) const {
    std::vector<ports::NoteView> found;
    const auto known = notes_.find(attendee);
    if (known == notes_.end()) return found;
    for (const Note& note : known->second) found.push_back(note.view);
    return found;
}

}  // namespace kiosk::app
