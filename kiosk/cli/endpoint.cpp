// kiosk/cli/endpoint.cpp — the order in which daemons are looked for.
#include "kiosk/cli/endpoint.hpp"

#include <algorithm>
#include <string_view>
#include <system_error>

#include <fmt/core.h>

#include "kiosk/cli/owned_file.hpp"

namespace kiosk::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSystemSocket = "/run/kioskd/kioskd.sock";
constexpr const char* kDefaultUrl = "http://127.0.0.1:8080";
constexpr const char* kSocketUrl = "http://localhost";  // the Host header of a socket

bool has_socket(const fs::path& path) {
    std::error_code unreadable;
    return fs::is_socket(path, unreadable);
}

Endpoint over_tcp(std::string url) {
    while (url.ends_with('/')) {
        url.pop_back();
    }
    return {std::move(url), {}};
}

}  // namespace

std::string Endpoint::to_text() const {
    return socket.empty() ? url : socket.string();
}

Result<std::string> read_token_file(const fs::path& file) {
    const SecretText secret = KIOSK_TRY(read_owned_file(file, "token file", kTokenBytesMax));
    std::string_view token = secret.text();
    while (token.ends_with('\n') || token.ends_with('\r')) token.remove_suffix(1);
    // What a header's line could not hold (RFC 6750, section 2.1).
    const auto is_plain = [](char c) { return c > ' ' && c < '\x7f'; };
    if (token.empty() || !std::ranges::all_of(token, is_plain)) {
        return fail(Errc::invalid_input,
                    fmt::format("token file {}: not one line with a token, as `kioskctl tokens "
                                "add` prints it",
                                file.string()));
    }
    return std::string(token);
}

Result<Endpoint> choose_endpoint(const GlobalOptions& global, const std::string& environment_url) {
    if (!global.token_file.empty()) {
        Endpoint endpoint = over_tcp(!global.url.empty()        ? global.url
                                     : !environment_url.empty() ? environment_url
                                                                : kDefaultUrl);
        endpoint.token = KIOSK_TRY(read_token_file(global.token_file));
        return endpoint;
    }
    if (!global.url.empty()) {
        return over_tcp(global.url);
    }
    if (!global.socket.empty()) {
        return Endpoint{kSocketUrl, global.socket};
    }
    if (!global.state.empty() && has_socket(global.state / "kioskd.sock")) {
        return Endpoint{kSocketUrl, global.state / "kioskd.sock"};
    }
    if (!environment_url.empty()) {
        return over_tcp(environment_url);
    }
    if (has_socket(kSystemSocket)) {
        return Endpoint{kSocketUrl, kSystemSocket};
    }
    return over_tcp(kDefaultUrl);
}

}  // namespace kiosk::cli
