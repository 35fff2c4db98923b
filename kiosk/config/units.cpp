// kiosk/config/units.cpp — strict readers for durations, addresses, ids and language tags.
#include "kiosk/config/units.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>
#include <utility>

#include <arpa/inet.h>
#include <fmt/core.h>
#include <netinet/in.h>

namespace kiosk::config {
namespace {

using std::chrono::milliseconds;

// Largest first, so that to_text() finds the shortest form.
constexpr std::array<std::pair<std::string_view, std::int64_t>, 5> kUnits{{
    {"d", 86'400'000},
    {"h", 3'600'000},
    {"m", 60'000},
    {"s", 1'000},
    {"ms", 1},
}};

constexpr std::int64_t kDurationMax = 36'525LL * 86'400'000;  // 100 years in milliseconds

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_alphanumeric(char c) {
    return is_lower(c) || is_digit(c) || (c >= 'A' && c <= 'Z');
}

template <class Number>
std::optional<Number> whole_number(std::string_view text) {
    Number number{};
    const char* const end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, number);
    if (problem != std::errc{} || stop != end) {
        return std::nullopt;
    }
    return number;
}

}  // namespace

std::optional<milliseconds> parse_duration(std::string_view text) {
    const auto digits =
        static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
    const auto count = whole_number<std::int64_t>(text.substr(0, digits));
    const auto unit = std::ranges::find(kUnits, text.substr(digits),
                                        [](const auto& entry) { return entry.first; });
    if (!count || unit == kUnits.end() || *count > kDurationMax / unit->second) {
        return std::nullopt;
    }
    return milliseconds{*count * unit->second};
}

std::string to_text(milliseconds duration) {
    for (const auto& [name, length] : kUnits) {
        if (duration.count() != 0 && duration.count() % length == 0) {
            return fmt::format("{}{}", duration.count() / length, name);
        }
    }
    return "0ms";
}

std::optional<ListenAddress> parse_listen_address(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) {
        return std::nullopt;
    }
    const auto port = whole_number<std::uint16_t>(text.substr(colon + 1));
    std::string_view host = text.substr(0, colon);
    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (bracketed) {
        host = host.substr(1, host.size() - 2);
    }
    ListenAddress listen{std::string(host), port.value_or(0), false};
    in_addr four{};
    in6_addr six{};
    if (!bracketed && inet_pton(AF_INET, listen.address.c_str(), &four) == 1) {
        listen.loopback = ntohl(four.s_addr) >> 24 == 127;  // RFC 1122, 3.2.1.3: 127.0.0.0/8
    } else if (bracketed && inet_pton(AF_INET6, listen.address.c_str(), &six) == 1) {
        listen.loopback = IN6_IS_ADDR_LOOPBACK(&six) != 0;
    } else {
        return std::nullopt;
    }
    return port ? std::optional(listen) : std::nullopt;
}

std::string to_text(const ListenAddress& listen) {
    const bool six = listen.address.find(':') != std::string::npos;
    return fmt::format("{}{}{}:{}", six ? "[" : "", listen.address, six ? "]" : "", listen.port);
}

std::optional<std::string> parse_public_origin(std::string_view text) {
    constexpr std::string_view kScheme = "https://";
    constexpr std::size_t kHostMax = 253;  // RFC 1035, section 2.3.4
    std::string lower(text);
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (!lower.starts_with(kScheme)) return std::nullopt;
    const std::string_view place = std::string_view(lower).substr(kScheme.size());
    const std::string_view host = place.substr(0, place.find(':'));
    const auto is_part = [](char c) { return is_lower(c) || is_digit(c) || c == '-' || c == '.'; };
    const auto is_end = [](char c) { return is_lower(c) || is_digit(c); };
    if (host.empty() || host.size() > kHostMax || !std::ranges::all_of(host, is_part) ||
        !is_end(host.front()) || !is_end(host.back())) {
        return std::nullopt;
    }
    if (host.size() == place.size()) return lower;
    const auto port = whole_number<std::uint16_t>(place.substr(host.size() + 1));
    if (!port || *port == 0) return std::nullopt;
    // A browser leaves the default port out of Host and Origin.
    const std::string named = fmt::format("{}{}", kScheme, host);
    return *port == 443 ? named : fmt::format("{}:{}", named, *port);
}

bool is_id(std::string_view text) {
    const auto allowed = [](char c) { return is_lower(c) || is_digit(c) || c == '-' || c == '_'; };
    return !text.empty() && text.size() <= kIdMax && text.front() != '-' && text.front() != '_' &&
           std::ranges::all_of(text, allowed);
}

bool is_language(std::string_view text) {
    const std::size_t end = std::min(text.find('-'), text.size());
    const std::string_view language = text.substr(0, end);
    if (language.size() < 2 || language.size() > 3 || !std::ranges::all_of(language, is_lower)) {
        return false;
    }
    std::size_t part = 8;  // bytes since the last hyphen; a part has 1 to 8
    for (const char c : text.substr(end)) {
        part = c == '-' ? 0 : part + 1;
        if (part > 8 || (c != '-' && !is_alphanumeric(c))) {
            return false;
        }
    }
    return part > 0 && text.find("--") == std::string_view::npos;
}

}  // namespace kiosk::config
