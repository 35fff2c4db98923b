// kiosk/pretix/shop_address.cpp — a small part of RFC 3986, strictly.
#include "kiosk/pretix/shop_address.hpp"

#include <algorithm>
#include <utility>

#include "kiosk/pretix/limits.hpp"

namespace kiosk::pretix {
namespace {

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kDigits = "0123456789";

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

bool is_port(std::string_view text) {
    return !text.empty() && text.size() <= 5 &&
           text.find_first_not_of(kDigits) == std::string_view::npos;
}

// Host and port, the scheme's own port left out; empty where it is none.
std::string plain_authority(std::string_view scheme, std::string_view authority) {
    std::string lower = lower_case(authority);
    const auto colon = lower.rfind(':');
    const bool has_port = colon != std::string::npos && !lower.ends_with(']');
    std::string_view host(lower);
    if (has_port) {
        if (!is_port(std::string_view(lower).substr(colon + 1))) return {};
        host = host.substr(0, colon);
    }
    const std::string allowed = std::string(kLetters) + std::string(kDigits) + ".-";
    const bool is_name = !host.empty() && host.find_first_not_of(allowed) == std::string_view::npos;
    if (!is_name && host != "[::1]") return {};
    const std::string_view usual = scheme == "https" ? ":443" : ":80";
    if (has_port && std::string_view(lower).substr(colon) == usual) return std::string(host);
    return lower;
}

bool is_this_machine(std::string_view authority) {
    const auto colon = authority.ends_with(']') ? std::string_view::npos : authority.rfind(':');
    const auto host = authority.substr(0, colon);
    return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

struct Parts {
    std::string scheme;
    std::string authority;
    std::string_view rest;  // from the path on
};

Parts split(std::string_view text) {
    const auto end = text.find("://");
    if (end == std::string_view::npos) return {};
    Parts parts;
    parts.scheme = lower_case(text.substr(0, end));
    text.remove_prefix(end + 3);
    const auto path = std::min(text.find_first_of("/?#"), text.size());
    parts.authority = plain_authority(parts.scheme, text.substr(0, path));
    parts.rest = text.substr(path);
    return parts;
}

}  // namespace

Result<ShopAddress> ShopAddress::parse(std::string_view text) {
    if (text.size() > kAddressBytesMax) {
        return fail(Errc::too_large, "shop address of " + std::to_string(text.size()) +
                                         " bytes, limit " + std::to_string(kAddressBytesMax));
    }
    const Parts parts = split(text);
    const std::string quoted = "shop address \"" + std::string(text) + "\"";
    if (parts.scheme != "https" && parts.scheme != "http") {
        return fail(Errc::invalid_input, quoted + " does not begin with https://");
    }
    if (parts.authority.empty() || (!parts.rest.empty() && parts.rest != "/")) {
        return fail(Errc::invalid_input, quoted + " is not a host alone, like https://pretix.eu");
    }
    if (parts.scheme == "http" && !is_this_machine(parts.authority)) {
        return fail(Errc::denied, quoted + " has no TLS: anybody on the way could read it");
    }
    ShopAddress address;
    address.scheme_ = parts.scheme;
    address.authority_ = parts.authority;
    return address;
}

Result<std::string> ShopAddress::query_of_next(std::string_view next, std::string_view path) const {
    if (next.size() > kNextBytesMax) {
        return fail(Errc::too_large, "next page: an address of " + std::to_string(next.size()) +
                                         " bytes, limit " + std::to_string(kNextBytesMax));
    }
    const bool is_plain = std::ranges::all_of(next, [](char c) { return c > ' ' && c < '\x7f'; });
    const Parts parts = split(next);
    const bool is_web = parts.scheme == "https" || parts.scheme == "http";
    const auto mark = parts.rest.find('?');
    const bool is_here = is_plain && is_web && parts.authority == authority_ &&
                         parts.rest.substr(0, mark) == path &&
                         parts.rest.find('#') == std::string_view::npos;
    if (!is_here) {
        return fail(Errc::denied,
                    "next page: the shop points away from " + authority_ + std::string(path));
    }
    return std::string(mark == std::string_view::npos ? "" : parts.rest.substr(mark + 1));
}

Result<> check_slug(std::string_view what, std::string_view slug) {
    const std::string allowed = std::string(kLetters) + std::string(kDigits) + ".-_";
    const bool is_named = !slug.empty() && slug.find_first_not_of('.') != std::string_view::npos;
    if (is_named && slug.size() <= kSlugBytesMax &&
        lower_case(slug).find_first_not_of(allowed) == std::string::npos) {
        return {};
    }
    return fail(Errc::invalid_input, std::string(what) + " is not 1 to " +
                                         std::to_string(kSlugBytesMax) +
                                         " letters, digits, points, hyphens and underscores");
}

}  // namespace kiosk::pretix
