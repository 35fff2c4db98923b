// kiosk/wire/event_json.hpp — small events of the stream.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/time.hpp"
#include "kiosk/ports/scan_sink.hpp"

namespace kiosk::wire {

// First event of every stream: which run of which version answers, and its time.
[[nodiscard]] std::string print_hello(std::string_view boot, std::string_view software,
                                      UtcTime now);

// A reader came, went or fails.
[[nodiscard]] std::string print_device(const ports::ReaderReport& reader);

// {"emergency_since": "…" or null}
[[nodiscard]] std::string print_emergency(const std::optional<UtcTime>& since);

// {"status": "ok"}
[[nodiscard]] std::string print_health(std::string_view status);

}  // namespace kiosk::wire
