// kiosk/wire/attendee_json.cpp — a holder's card and what happened to it so far.
#include "kiosk/wire/attendee_json.hpp"

#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "kiosk/wire/holder_json.hpp"
#include "kiosk/wire/ids_text.hpp"
#include "kiosk/wire/walk_in_json.hpp"

namespace kiosk::wire {
namespace {

namespace json = boost::json;

json::object sibling_object(const ports::AttendeeView& attendee) {
    return {{"id", to_text(attendee.card.ticket)},
            {"display_name", attendee.card.name},
            {"product", text_value(attendee.card.product)},
            {"status", attendee.status}};
}

}  // namespace

json::object attendee_object(const ports::AttendeeView& attendee) {
    json::object object = holder_object(attendee.card);
    object["attention"] = attendee.card.attention;
    object["email"] = text_value(attendee.email);
    object["order_state"] = attendee.order_state;
    object["status"] = attendee.status;
    object["first_entry"] = time_value(attendee.first_entry);
    object["last_entry"] = time_value(attendee.last_entry);
    object["last_exit"] = time_value(attendee.last_exit);
    object["entries"] = attendee.entries;
    object["exits"] = attendee.exits;
    object["match"] = text_value(attendee.match);
    object["walk_in"] = walk_in_value(attendee.walk_in);
    return object;
}

json::object note_object(const ports::NoteView& note) {
    return {{"at", time_value(note.at)}, {"operator", text_value(note.by)}, {"text", note.text}};
}

std::string print_note(const ports::NoteView& note) {
    return json::serialize(note_object(note));
}

std::string print_attendee_card(const ports::AttendeeView& attendee,
                                const std::vector<ports::AttendeeView>& order) {
    json::object object = attendee_object(attendee);
    json::array notes;
    for (const auto& note : attendee.notes) notes.push_back(note_object(note));
    object["notes"] = std::move(notes);
    json::array siblings;
    for (const auto& one : order) {
        if (one.card.ticket != attendee.card.ticket) siblings.push_back(sibling_object(one));
    }
    object["order_siblings"] = std::move(siblings);
    return json::serialize(object);
}

std::string print_attendee_page(const ports::AttendeePage& page) {
    json::array items;
    for (const auto& attendee : page.items) items.push_back(attendee_object(attendee));
    json::object object;
    object["items"] = std::move(items);
    object["next_cursor"] = page.next ? json::value(std::to_string(*page.next)) : json::value();
    return json::serialize(object);
}

}  // namespace kiosk::wire
