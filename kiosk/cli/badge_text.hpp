// kiosk/cli/badge_text.hpp — fields of a K1 badge as people write them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/core/ticket/k1_badge.hpp"

namespace kiosk::cli {

// Sixteen hexadecimal digits, as in lists of revoked badges.
[[nodiscard]] std::string credential_text(std::uint64_t credential);

// Zones in rising order; flags by name: single_entry, photo_check, needs_rotating_code.
[[nodiscard]] std::vector<unsigned> zones_of(const core::K1Badge& badge);
[[nodiscard]] std::vector<std::string_view> flags_of(const core::K1Badge& badge);

// "2027-03-10T09:00:00Z", whole seconds.
[[nodiscard]] std::string time_text(std::chrono::sys_seconds at);

// The readers say what is wrong with the value: `"256" is no number from 0 to 255`.
[[nodiscard]] Result<std::uint64_t> read_credential(std::string_view text);
[[nodiscard]] Result<std::uint64_t> read_number(std::string_view text, std::uint64_t max);
[[nodiscard]] Result<> read_flags(std::string_view text, core::K1Badge& badge);
[[nodiscard]] Result<std::chrono::sys_seconds> read_time(std::string_view text);

}  // namespace kiosk::cli
