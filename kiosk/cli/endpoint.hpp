// kiosk/cli/endpoint.hpp — which daemon to talk to.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "kiosk/base/result.hpp"
#include "kiosk/cli/options.hpp"

namespace kiosk::cli {

struct Endpoint {
    std::string url;               // scheme, host and port; for a socket only a name
    std::filesystem::path socket;  // empty: over TCP
    std::string token{};           // sent with each request; empty: none

    // For messages: the socket's path or the URL.
    [[nodiscard]] std::string to_text() const;
};

inline constexpr std::size_t kTokenBytesMax = 256;  // of the file; ours have 32 and a line's end

// The one line of a token's file. Errc::denied where others may read it, Errc::invalid_input where
// it is no token, and the errors of read_owned_file().
[[nodiscard]] Result<std::string> read_token_file(const std::filesystem::path& file);

// With a token over TCP alone, for the socket asks for none. --url or --socket; else the socket in
// --state; else $KIOSK_URL (`environment_url`); else the system's socket; else the default port. A
// socket is taken only where one is. Errors as read_token_file().
[[nodiscard]] Result<Endpoint> choose_endpoint(const GlobalOptions& global,
                                               const std::string& environment_url);

}  // namespace kiosk::cli
