// kiosk/pretix/kept_text.cpp — a list of names for each kind of object.
#include "kiosk/pretix/kept_text.hpp"

#include <span>
#include <string_view>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace kiosk::pretix {
namespace {

namespace json = boost::json;
using Names = std::span<const std::string_view>;

constexpr std::string_view kOrder[] = {
    "code",  "status",           "testmode",         "datetime",
    "email", "require_approval", "valid_if_pending", "checkin_attention"};
constexpr std::string_view kPosition[] = {
    "id",          "positionid", "item",    "variation",     "subevent",       "addon_to",
    "secret",      "canceled",   "blocked", "attendee_name", "attendee_email", "valid_from",
    "valid_until", "company"};
constexpr std::string_view kCheckIn[] = {"list", "datetime", "type"};

json::object only(const json::value& value, Names names) {
    json::object kept;
    const auto* object = value.if_object();
    if (object == nullptr) return kept;
    for (const auto name : names) {
        const auto* field = object->if_contains(name);
        if (field != nullptr && !field->is_null()) kept[name] = *field;
    }
    return kept;
}

// The list of this name, each of its objects made small.
template <class Make>
json::array each(const json::value& value, std::string_view name, Make make) {
    json::array kept;
    const auto* object = value.if_object();
    const auto* list = object == nullptr ? nullptr : object->if_contains(name);
    if (list == nullptr || !list->is_array()) return kept;
    for (const auto& one : list->get_array()) kept.push_back(make(one));
    return kept;
}

json::object kept_position(const json::value& position) {
    json::object kept = only(position, kPosition);
    kept["checkins"] =
        each(position, "checkins", [](const json::value& one) { return only(one, kCheckIn); });
    return kept;
}

}  // namespace

std::string kept_order(const json::value& order) {
    json::object kept = only(order, kOrder);
    if (!kept.empty()) kept["positions"] = each(order, "positions", kept_position);
    return json::serialize(kept);
}

}  // namespace kiosk::pretix
