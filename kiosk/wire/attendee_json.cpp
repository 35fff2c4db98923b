// kiosk/wire/attendee_json.cpp — a holder's card and what happened to it so far.
#include "kiosk/wire/attendee_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "kiosk/wire/holder_json.hpp"

namespace kiosk::wire {
namespace {

namespace json = boost::json;

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
    return object;
}

}  // namespace

std::string print_attendee(const ports::AttendeeView& attendee) {
    return json::serialize(attendee_object(attendee));
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
