// kiosk/http/access_gate.cpp — Host, Origin and X-Kiosk.
#include "kiosk/http/access_gate.hpp"

#include <algorithm>
#include <utility>

namespace kiosk::http {
namespace {

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

Problem refused(std::string_view slug, std::string detail) {
    Problem problem;
    problem.slug = slug;
    problem.detail = std::move(detail);
    return problem;
}

}  // namespace

std::vector<std::string> own_origins(const std::string& host, std::uint16_t port) {
    std::vector<std::string> origins;
    for (const std::string& name :
         {host, std::string("localhost"), std::string("127.0.0.1"), std::string("[::1]")}) {
        origins.push_back("http://" + name + ":" + std::to_string(port));
        if (port == 80) origins.push_back("http://" + name);  // browsers leave the default out
    }
    return origins;
}

const std::string* origin_of(const Request& request, const std::vector<std::string>& origins) {
    if (request.count_headers("host") != 1) return nullptr;
    const std::string host = lowered(*request.header("host"));
    const auto found = std::ranges::find_if(origins, [&](const std::string& origin) {
        return origin.substr(origin.find("//") + 2) == host;
    });
    return found == origins.end() ? nullptr : &*found;
}

bool is_forwarded(const Request& request) {
    return std::ranges::any_of(request.headers, [](const Header& header) {
        return header.name == "forwarded" || header.name == "via" ||
               header.name.starts_with("x-forwarded-") || header.name == "x-real-ip";
    });
}

std::optional<Problem> objection_to(const Request& request,
                                    const std::vector<std::string>& origins) {
    if (request.transport == Transport::unix_socket) return std::nullopt;
    // RFC 9112 section 3.2: exactly one Host, else 400.
    if (request.count_headers("host") != 1) {
        return refused("bad-request", "exactly one Host header is needed");
    }
    const std::string* const own = origin_of(request, origins);
    if (own == nullptr) return refused("misdirected", "Host is not a name of this device");
    if (!changes_state(request.method)) return std::nullopt;
    if (request.count_headers("origin") > 1 || request.count_headers("x-kiosk") > 1) {
        return refused("forbidden", "Origin or X-Kiosk is given twice");
    }
    if (request.header("x-kiosk") != "1") {
        return refused("forbidden", "header X-Kiosk: 1 is missing");
    }
    const auto origin = request.header("origin");
    if (origin && lowered(*origin) != *own) {
        return refused("forbidden", "Origin is not a page of this device");
    }
    return std::nullopt;
}

std::optional<Problem> objection_to_role(const ports::Caller& caller, ports::Role least,
                                         std::string_view command) {
    if (caller.role >= least) return std::nullopt;
    std::string detail = "this needs the role " + std::string(name_of(least));
    if (caller.name.empty()) {
        detail += ": sign in, or send a token";
    } else {
        detail +=
            "; signed in is \"" + caller.name + "\", role " + std::string(name_of(caller.role));
    }
    if (!command.empty()) detail += "; on the station itself: " + std::string(command);
    return refused(caller.name.empty() ? "unauthorized" : "forbidden", std::move(detail));
}

}  // namespace kiosk::http
