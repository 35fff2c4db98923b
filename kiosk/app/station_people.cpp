// kiosk/app/station_people.cpp — what the station does with people beside scanning: orders, notes.
#include <utility>

#include "kiosk/app/station_service.hpp"

namespace kiosk::app {

void StationService::order_of(core::TicketId id,
                              std::function<void(Result<std::vector<ports::AttendeeView>>)> done) {
    auto own = attendee(id);
    if (!own) return done(fail(std::move(own).error()));
    const std::string order = own->card.order;
    if (order.empty()) return done(std::vector{*std::move(own)});
    people_.find_order(order, [done = std::move(done)](Result<ports::AttendeePage> page) {
        if (!page) return done(fail(std::move(page).error()));
        done(std::move(page->items));
    });
}

void StationService::add_note(ports::NoteRequest request,
                              std::function<void(Result<ports::NoteView>)> done) {
    if (const auto* before = notes_.written_before(request)) return done(*before);
    if (auto known = attendee(request.attendee); !known) {
        return done(fail(std::move(known).error()));
    }
    const UtcTime now = clock_.now().utc;
    auto line = notes_.line_of(request, now);
    if (!line) return done(fail(std::move(line).error()));
    if (!hooks_.keep_note) return done(fail(Errc::unavailable, "notes cannot be kept here"));
    hooks_.keep_note(*std::move(line), [this, request = std::move(request), now,
                                        done = std::move(done)](Result<> kept) {
        if (!kept) {
            return done(fail(Errc::unavailable,
                             "the note cannot be kept: " + std::move(kept).error().context));
        }
        // Sent twice at the same time, it is one note all the same.
        const auto* before = notes_.written_before(request);
        done(before != nullptr ? *before : notes_.add(request, now));
    });
}

}  // namespace kiosk::app
