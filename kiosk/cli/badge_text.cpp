// kiosk/cli/badge_text.cpp — words and numbers to fields of a badge, and back.
#include "kiosk/cli/badge_text.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

#include <fmt/core.h>

#include "kiosk/config/problem.hpp"
#include "kiosk/config/revoked_badges.hpp"
#include "kiosk/wire/rfc3339.hpp"

namespace kiosk::cli {
namespace {

constexpr unsigned kZoneMax = 31;
constexpr std::string_view kSingleEntry = "single_entry";
constexpr std::string_view kPhotoCheck = "photo_check";
constexpr std::string_view kNeedsRotatingCode = "needs_rotating_code";

// Takes the next word off the text; empty at its end.
std::string_view next_word(std::string_view& text) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size());
    return word;
}

}  // namespace

std::string credential_text(std::uint64_t credential) {
    return fmt::format("{:016x}", credential);
}

std::vector<unsigned> zones_of(const core::K1Badge& badge) {
    std::vector<unsigned> zones;
    for (unsigned zone = 0; zone <= kZoneMax; ++zone) {
        if ((badge.zones >> zone & 1U) != 0) zones.push_back(zone);
    }
    return zones;
}

std::vector<std::string_view> flags_of(const core::K1Badge& badge) {
    std::vector<std::string_view> flags;
    if (badge.single_entry) flags.push_back(kSingleEntry);
    if (badge.photo_check) flags.push_back(kPhotoCheck);
    if (badge.needs_rotating_code) flags.push_back(kNeedsRotatingCode);
    return flags;
}

std::string time_text(std::chrono::sys_seconds at) {
    return wire::to_rfc3339(at).substr(0, 19) + "Z";
}

Result<std::uint64_t> read_credential(std::string_view text) {
    const auto credential = config::credential_from(text);
    if (!credential) return fail(Errc::invalid_input, config::not_a_credential(text));
    return *credential;
}

Result<std::uint64_t> read_number(std::string_view text, std::uint64_t max) {
    std::uint64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, number);
    if (problem != std::errc{} || stop != end || number > max) {
        return fail(Errc::invalid_input,
                    fmt::format("{} is no number from 0 to {}", config::in_quotes(text), max));
    }
    return number;
}

Result<> read_flags(std::string_view text, core::K1Badge& badge) {
    badge.single_entry = badge.photo_check = badge.needs_rotating_code = false;
    for (auto word = next_word(text); !word.empty(); word = next_word(text)) {
        if (word == kSingleEntry) {
            badge.single_entry = true;
        } else if (word == kPhotoCheck) {
            badge.photo_check = true;
        } else if (word == kNeedsRotatingCode) {
            badge.needs_rotating_code = true;
        } else {
            return fail(Errc::invalid_input,
                        fmt::format("{} is no flag; known: {}, {}, {}", config::in_quotes(word),
                                    kSingleEntry, kPhotoCheck, kNeedsRotatingCode));
        }
    }
    return {};
}

Result<std::chrono::sys_seconds> read_time(std::string_view text) {
    const auto at = wire::parse_rfc3339(text);
    if (!at) {
        return fail(Errc::invalid_input, fmt::format("{} is no time such as 2027-03-10T09:00:00Z",
                                                     config::in_quotes(text)));
    }
    return std::chrono::floor<std::chrono::seconds>(*at);
}

}  // namespace kiosk::cli
