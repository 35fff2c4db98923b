// kiosk/wire/zone_json.cpp — one object for each zone.
#include "kiosk/wire/zone_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "kiosk/wire/holder_json.hpp"

namespace kiosk::wire {

boost::json::array zones_array(const std::vector<ports::ZoneView>& zones) {
    boost::json::array array;
    for (const auto& zone : zones) {
        boost::json::object object;
        object["id"] = zone.id;
        object["name"] = local_text_object(zone.name);
        object["parent"] = text_value(zone.parent);
        object["capacity"] = nullptr;
        if (zone.capacity) object["capacity"] = *zone.capacity;
        object["inside"] = zone.inside;
        object["unmatched_exits"] = zone.unmatched_exits;
        object["opens_at"] = time_value(zone.opens_at);
        object["two_persons"] = zone.two_persons;
        array.push_back(std::move(object));
    }
    return array;
}

}  // namespace kiosk::wire
