// kiosk/wire/holder_json.hpp — pieces that several JSON shapes share. For kiosk/wire only.
#pragma once

#include <optional>
#include <string_view>

#include <boost/json/fwd.hpp>

#include "kiosk/base/time.hpp"
#include "kiosk/core/engine/outcome.hpp"
#include "kiosk/core/scan.hpp"
#include "kiosk/ports/station_port.hpp"

namespace kiosk::wire {

// {"id", "display_name", "company", "product", "variation", "order", "note"}; empty texts are null.
[[nodiscard]] boost::json::object holder_object(const core::HolderCard& card);

// {"en": "...", "fr": "..."}
[[nodiscard]] boost::json::object local_text_object(const ports::LocalText& text);

// RFC 3339, or null.
[[nodiscard]] boost::json::value time_value(const std::optional<UtcTime>& time);

// The text, or null where it is empty.
[[nodiscard]] boost::json::value text_value(std::string_view text);

[[nodiscard]] std::string_view name_of(core::Direction direction);  // "entry", "exit"
[[nodiscard]] std::string_view name_of(core::ScanSource source);    // "scanner"

}  // namespace kiosk::wire
