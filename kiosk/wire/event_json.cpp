// kiosk/wire/event_json.cpp — hello and device events.
#include "kiosk/wire/event_json.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "kiosk/wire/holder_json.hpp"
#include "kiosk/wire/rfc3339.hpp"
#include "kiosk/wire/status_json.hpp"

namespace kiosk::wire {

std::string print_hello(std::string_view boot, std::string_view software, UtcTime now) {
    boost::json::object object;
    object["boot"] = boot;
    object["version"] = software;
    object["server_time"] = to_rfc3339(now);
    return boost::json::serialize(object);
}

std::string print_device(const ports::ReaderReport& reader) {
    boost::json::object object;
    object["id"] = reader.reader;
    object["state"] = name_of(reader.state);
    object["sentence"] = text_value(reader.sentence);
    if (reader.drained > 0) object["drained"] = reader.drained;
    return boost::json::serialize(object);
}

std::string print_emergency(const std::optional<UtcTime>& since) {
    boost::json::object object;
    object["emergency_since"] = time_value(since);
    return boost::json::serialize(object);
}

std::string print_health(std::string_view status) {
    boost::json::object object;
    object["status"] = status;
    return boost::json::serialize(object);
}

}  // namespace kiosk::wire
