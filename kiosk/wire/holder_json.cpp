// kiosk/wire/holder_json.cpp — shared pieces; the order of fields is the printed order.
#include "kiosk/wire/holder_json.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "kiosk/base/check.hpp"
#include "kiosk/wire/ids_text.hpp"
#include "kiosk/wire/rfc3339.hpp"

namespace kiosk::wire {

boost::json::value text_value(std::string_view text) {
    if (text.empty()) return nullptr;
    return boost::json::value(text);
}

boost::json::value time_value(const std::optional<UtcTime>& time) {
    if (!time) return nullptr;
    return boost::json::value(to_rfc3339(*time));
}

boost::json::object local_text_object(const ports::LocalText& text) {
    boost::json::object object;
    for (const auto& [language, line] : text) object[language] = line;
    return object;
}

boost::json::object holder_object(const core::HolderCard& card) {
    boost::json::object object;
    object["id"] = to_text(card.ticket);
    object["display_name"] = card.name;
    object["company"] = text_value(card.company);
    object["product"] = text_value(card.product);
    object["variation"] = text_value(card.variation);
    object["order"] = text_value(card.order);
    object["note"] = text_value(card.note);
    return object;
}

std::string_view name_of(core::Direction direction) {
    switch (direction) {
        case core::Direction::entry: return "entry";
        case core::Direction::exit: return "exit";
    }
    KIOSK_UNREACHABLE();
}

std::string_view name_of(core::ScanSource source) {
    switch (source) {
        case core::ScanSource::scanner: return "scanner";
        case core::ScanSource::camera: return "camera";
        case core::ScanSource::typed: return "typed";
        case core::ScanSource::api: return "api";
        case core::ScanSource::automatic: return "automatic";
    }
    KIOSK_UNREACHABLE();
}

}  // namespace kiosk::wire
