// kiosk/wire/station_names.hpp — what people call a station, in their language.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/ports/station_port.hpp"

namespace kiosk::wire {

// The text in this language, else in English, else in any language, else empty.
[[nodiscard]] std::string text_in(const ports::LocalText& text, std::string_view language);

// The station of this id, or nothing.
[[nodiscard]] const ports::StationView* find_station(const ports::StatusView& status,
                                                     std::string_view id);

// The station's name; its id where it has none.
[[nodiscard]] std::string station_name(const ports::StatusView& status, std::string_view id,
                                       std::string_view language);

// The zone's name; its id where it has none.
[[nodiscard]] std::string zone_name(const ports::StatusView& status, std::string_view id,
                                    std::string_view language);

}  // namespace kiosk::wire
