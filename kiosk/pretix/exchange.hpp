// kiosk/pretix/exchange.hpp — one request to a ticket shop and its reply, as values; no sockets.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::pretix {

enum class Method : std::uint8_t { get, post };

struct Header {
    std::string name;
    std::string value;

    friend bool operator==(const Header&, const Header&) = default;
};

// Goes to the enrolled shop and nowhere else: the target has no host.
struct Request {
    Method method = Method::get;
    std::string target;  // path and query, encoded
    std::vector<Header> headers;
    std::string body;
};

struct Reply {
    int status = 0;  // 0: no whole answer came (no connection, cut, too late)
    std::vector<Header> headers;
    std::string body;
};

// The first header of that name, in any case.
[[nodiscard]] std::optional<std::string_view> header_of(const Reply& reply, std::string_view name);

// RFC 3986: all but letters, digits and "-._~" as %XX.
[[nodiscard]] std::string percent_encoded(std::string_view text);

// A request with what each request to the shop's API has; POST with a JSON body.
[[nodiscard]] Request get_request(std::string target, std::string_view api_token);
[[nodiscard]] Request post_request(std::string target, std::string_view api_token,
                                   std::string body);

}  // namespace kiosk::pretix
