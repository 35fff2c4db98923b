// kiosk/pretix/exchange.cpp — headers and encoding.
#include "kiosk/pretix/exchange.hpp"

#include <algorithm>

namespace kiosk::pretix {
namespace {

char small(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_unreserved(char c) {
    return (c >= '0' && c <= '9') || (small(c) >= 'a' && small(c) <= 'z') ||
           std::string_view("-._~").find(c) != std::string_view::npos;
}

Request request(Method method, std::string target, std::string_view api_token) {
    Request made{.method = method, .target = std::move(target), .headers = {}, .body = {}};
    made.headers.push_back({"Accept", "application/json"});
    if (!api_token.empty()) {
        made.headers.push_back({"Authorization", "Device " + std::string(api_token)});
    }
    return made;
}

}  // namespace

std::optional<std::string_view> header_of(const Reply& reply, std::string_view name) {
    for (const auto& header : reply.headers) {
        if (std::ranges::equal(header.name, name, {}, small, small)) return header.value;
    }
    return std::nullopt;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        if (is_unreserved(c)) {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += '%';
        encoded += kDigits[byte >> 4U];
        encoded += kDigits[byte & 15U];
    }
    return encoded;
}

Request get_request(std::string target, std::string_view api_token) {
    return request(Method::get, std::move(target), api_token);
}

Request post_request(std::string target, std::string_view api_token, std::string body) {
    Request made = request(Method::post, std::move(target), api_token);
    made.headers.push_back({"Content-Type", "application/json"});
    made.body = std::move(body);
    return made;
}

}  // namespace kiosk::pretix
