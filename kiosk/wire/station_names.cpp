// kiosk/wire/station_names.cpp — fall back from language to language, then to the id.
#include "kiosk/wire/station_names.hpp"

namespace kiosk::wire {

std::string text_in(const ports::LocalText& text, std::string_view language) {
    if (const auto found = text.find(std::string(language)); found != text.end()) {
        return found->second;
    }
    if (const auto english = text.find("en"); english != text.end()) return english->second;
    return text.empty() ? std::string() : text.begin()->second;
}

const ports::StationView* find_station(const ports::StatusView& status, std::string_view id) {
    for (const auto& station : status.stations) {
        if (station.id == id) return &station;
    }
    return nullptr;
}

std::string station_name(const ports::StatusView& status, std::string_view id,
                         std::string_view language) {
    if (const auto* station = find_station(status, id)) {
        std::string name = text_in(station->name, language);
        if (!name.empty()) return name;
    }
    return std::string(id);
}

std::string zone_name(const ports::StatusView& status, std::string_view id,
                      std::string_view language) {
    for (const auto& zone : status.zones) {
        if (zone.id != id) continue;
        std::string name = text_in(zone.name, language);
        if (!name.empty()) return name;
    }
    return std::string(id);
}

}  // namespace kiosk::wire
