// kiosk/http/listen_address.hpp — "127.0.0.1:8080" taken apart.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk::http {

struct ListenAddress {
    std::string host;        // IPv4, or IPv6 without brackets
    std::uint16_t port = 0;  // 0: the system chooses

    // As in a Host header: IPv6 in brackets.
    [[nodiscard]] std::string host_text() const;
};

// Takes "127.0.0.1:8080" and "[::1]:8080". Errc::invalid_input otherwise.
[[nodiscard]] Result<ListenAddress> parse_listen_address(std::string_view text);

}  // namespace kiosk::http
