// kiosk/wire/ids_text.hpp — ids as text, and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/core/ids.hpp"

namespace kiosk::wire {

// "0192f0c3-8a3b-7c11-9d2e-5a60c1f0e4b7", RFC 9562 section 4.
[[nodiscard]] std::string to_text(const core::ScanId& id);

// Lower or upper case; nothing for any other form.
[[nodiscard]] std::optional<core::ScanId> parse_scan_id(std::string_view text);

// "csv:" and 16 lower-case hexadecimal digits. The prefix names the source, so that ids of a
// ticket shop can stand beside it.
[[nodiscard]] std::string to_text(core::TicketId id);

// Nothing for any other form.
[[nodiscard]] std::optional<core::TicketId> parse_ticket_id(std::string_view text);

}  // namespace kiosk::wire
