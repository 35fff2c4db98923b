// kiosk/config/revoked_badges.cpp — lines to credentials.
#include "kiosk/config/revoked_badges.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/core.h>

#include "kiosk/base/text_codec.hpp"

namespace kiosk::config {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string_view without_remark(std::string_view line) {
    line = line.substr(0, line.find('#'));
    const auto first = std::min(line.find_first_not_of(kBlanks), line.size());
    line.remove_prefix(first);
    return line.substr(0, line.find_last_not_of(kBlanks) + 1);  // npos + 1 is 0
}

}  // namespace

std::optional<std::uint64_t> credential_from(std::string_view text) {
    std::array<std::uint8_t, 8> bytes{};
    if (!from_hex(text, bytes)) return std::nullopt;
    std::uint64_t credential = 0;
    for (const std::uint8_t byte : bytes) credential = credential << 8U | byte;
    return credential;
}

std::string not_a_credential(std::string_view text) {
    return fmt::format("{} is no credential: 16 digits of 0-9 and a-f", in_quotes(text));
}

void read_revoked_badges(std::string_view text, const std::filesystem::path& file,
                         std::vector<std::uint64_t>& revoked, std::vector<Problem>& problems) {
    std::size_t mistakes = 0;
    const auto add = [&problems](Place place, std::string what) {
        Problem& problem = problems.emplace_back();
        problem.place = std::move(place);
        problem.text = std::move(what);
    };
    std::uint32_t number = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = without_remark(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        if (line.empty()) continue;
        if (const auto credential = credential_from(line)) {
            revoked.push_back(*credential);
        } else if (++mistakes <= kRevokedProblemsMax) {
            add({file.string(), number, 1}, not_a_credential(line));
        }
    }
    if (mistakes > kRevokedProblemsMax) {
        add({file.string(), 0, 0}, fmt::format("{} lines are no credential; {} of them are named",
                                               mistakes, kRevokedProblemsMax));
    }
}

}  // namespace kiosk::config
