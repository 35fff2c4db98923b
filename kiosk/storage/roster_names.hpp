// kiosk/storage/roster_names.hpp — names of the files in roster/: "roster-12.sqlite".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::storage {

inline constexpr std::string_view kRosterPrefix = "roster-";
inline constexpr std::string_view kPastPrefix = "past-";  // past_lists.hpp

[[nodiscard]] std::string list_file_name(std::string_view prefix, std::uint64_t version);

// Nothing for other names. 1 to 999,999,999,999,999; more is garbage, and must not wrap.
[[nodiscard]] std::optional<std::uint64_t> list_version_in(std::string_view name,
                                                           std::string_view prefix);
[[nodiscard]] std::optional<std::uint64_t> list_version_from(std::string_view digits);

}  // namespace kiosk::storage
