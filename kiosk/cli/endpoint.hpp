// kiosk/cli/endpoint.hpp — which daemon to talk to.
#pragma once

#include <filesystem>
#include <string>

#include "kiosk/cli/options.hpp"

namespace kiosk::cli {

struct Endpoint {
    std::string url;               // scheme, host and port; for a socket only a name
    std::filesystem::path socket;  // empty: over TCP

    // For messages: the socket's path or the URL.
    [[nodiscard]] std::string to_text() const;
};

// --url or --socket; else the socket in --state; else $KIOSK_URL (`environment_url`); else the
// system's socket; else the default port. A socket is taken only where one is.
[[nodiscard]] Endpoint choose_endpoint(const GlobalOptions& global,
                                       const std::string& environment_url);

}  // namespace kiosk::cli
