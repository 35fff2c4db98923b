// kiosk/http/access_gate.hpp — keeps other web pages from driving this device through a browser.
//
// Over TCP: Host must be one of our own names (DNS rebinding), and a request that changes something
// must carry "X-Kiosk: 1" and, where a browser sends Origin, come from our own pages (CSRF). The
// UNIX socket is guarded by its file permissions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/http/problem.hpp"
#include "kiosk/http/request.hpp"

namespace kiosk::http {

// Origins under which a listener's pages may be asked for: "http://127.0.0.1:8080", ...
[[nodiscard]] std::vector<std::string> own_origins(const std::string& host, std::uint16_t port);

// The one that the Host header names; null for none.
[[nodiscard]] const std::string* origin_of(const Request& request,
                                           const std::vector<std::string>& origins);

// True where a proxy hands the request on: whoever asks is not where the connection comes from.
[[nodiscard]] bool is_forwarded(const Request& request);

// Nothing where the request may go on.
[[nodiscard]] std::optional<Problem> objection_to(const Request& request,
                                                  const std::vector<std::string>& origins);

// 401 for a caller who has not said who it is, 403 for one who has and may not; says what is
// missing. `command` does the same over the UNIX socket; empty: none.
[[nodiscard]] std::optional<Problem> objection_to_role(const ports::Caller& caller,
                                                       ports::Role least,
                                                       std::string_view command = {});

}  // namespace kiosk::http
