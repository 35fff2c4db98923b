// kiosk/config/revoked_badges.hpp — the list of badges that count no more, one credential a line.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/config/problem.hpp"

namespace kiosk::config {

// Mistakes named of one list; the rest is counted. A list of something else has only mistakes.
inline constexpr std::size_t kRevokedProblemsMax = 20;

// Sixteen hexadecimal digits in lower case; nothing for anything else.
[[nodiscard]] std::optional<std::uint64_t> credential_from(std::string_view text);
[[nodiscard]] std::string not_a_credential(std::string_view text);

// Appends the credentials of a list: one a line, blanks around and remarks behind # dropped, empty
// lines skipped. `file` names it in problems.
void read_revoked_badges(std::string_view text, const std::filesystem::path& file,
                         std::vector<std::uint64_t>& revoked, std::vector<Problem>& problems);

}  // namespace kiosk::config
