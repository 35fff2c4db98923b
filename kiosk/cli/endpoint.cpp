// kiosk/cli/endpoint.cpp — the order in which daemons are looked for.
#include "kiosk/cli/endpoint.hpp"

#include <system_error>

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

Endpoint choose_endpoint(const GlobalOptions& global, const std::string& environment_url) {
    if (!global.url.empty()) {
        return over_tcp(global.url);
    }
    if (!global.socket.empty()) {
        return {kSocketUrl, global.socket};
    }
    if (!global.state.empty() && has_socket(global.state / "kioskd.sock")) {
        return {kSocketUrl, global.state / "kioskd.sock"};
    }
    if (!environment_url.empty()) {
        return over_tcp(environment_url);
    }
    if (has_socket(kSystemSocket)) {
        return {kSocketUrl, kSystemSocket};
    }
    return over_tcp(kDefaultUrl);
}

}  // namespace kiosk::cli
