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

std::vector<std::string> host_names(const std::string& host, std::uint16_t port) {
    std::vector<std::string> names;
    for (const std::string& name :
         {host, std::string("localhost"), std::string("127.0.0.1"), std::string("[::1]")}) {
        names.push_back(name + ":" + std::to_string(port));
        if (port == 80) names.push_back(name);  // browsers leave the default port out
    }
    return names;
}

std::optional<Problem> objection_to(const Request& request, const std::vector<std::string>& hosts) {
    if (request.transport == Transport::unix_socket) return std::nullopt;
    // RFC 9112 section 3.2: exactly one Host, else 400.
    if (request.count_headers("host") != 1) {
        return refused("bad-request", "exactly one Host header is needed");
    }
    const std::string host = lowered(*request.header("host"));
    if (std::ranges::find(hosts, host) == hosts.end()) {
        return refused("misdirected", "Host is not a name of this device");
    }
    if (!changes_state(request.method)) return std::nullopt;
    if (request.count_headers("origin") > 1 || request.count_headers("x-kiosk") > 1) {
        return refused("forbidden", "Origin or X-Kiosk is given twice");
    }
    if (request.header("x-kiosk") != "1") {
        return refused("forbidden", "header X-Kiosk: 1 is missing");
    }
    const auto origin = request.header("origin");
    if (origin && lowered(*origin) != "http://" + host) {
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
