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

// Names under which a listener may be addressed: "127.0.0.1:8080", "localhost:8080", ...
[[nodiscard]] std::vector<std::string> host_names(const std::string& host, std::uint16_t port);

// Nothing where the request may go on.
[[nodiscard]] std::optional<Problem> objection_to(const Request& request,
                                                  const std::vector<std::string>& hosts);

// 401 for a caller who has not said who it is, 403 for one who has and may not; says what is
// missing. `command` does the same over the UNIX socket; empty: none.
[[nodiscard]] std::optional<Problem> objection_to_role(const ports::Caller& caller,
                                                       ports::Role least,
                                                       std::string_view command = {});

}  // namespace kiosk::http
