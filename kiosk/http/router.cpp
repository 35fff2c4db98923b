// kiosk/http/router.cpp — a linear search over a few dozen routes.
#include "kiosk/http/router.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>
#include <utility>

#include "kiosk/base/check.hpp"

namespace kiosk::http {
namespace {

std::vector<std::string> segments_of(std::string_view pattern) {
    KIOSK_CHECK(pattern.starts_with('/'), "a route's pattern begins with a slash");
    std::vector<std::string> segments;
    pattern.remove_prefix(1);
    while (!pattern.empty()) {
        const std::size_t slash = pattern.find('/');
        segments.emplace_back(pattern.substr(0, slash));
        if (slash == std::string_view::npos) break;
        pattern.remove_prefix(slash + 1);
    }
    return segments;
}

bool is_parameter(std::string_view part) {
    return part.starts_with('{') && part.ends_with('}');
}

std::optional<Parameters> match(const std::vector<std::string>& pattern,
                                const std::vector<std::string>& segments) {
    if (pattern.size() != segments.size()) return std::nullopt;
    Parameters parameters;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (is_parameter(pattern[i])) {
            if (segments[i].empty()) return std::nullopt;
            parameters[pattern[i].substr(1, pattern[i].size() - 2)] = segments[i];
        } else if (pattern[i] != segments[i]) {
            return std::nullopt;
        }
    }
    return parameters;
}

Problem method_not_allowed(const std::set<std::string_view>& allowed) {
    Problem problem;
    problem.slug = "method-not-allowed";
    for (const std::string_view name : allowed) {
        if (!problem.allow.empty()) problem.allow += ", ";
        problem.allow += name;
    }
    problem.detail = "allowed: " + problem.allow;
    return problem;
}

Problem refused(std::string_view slug, std::string detail) {
    Problem problem;
    problem.slug = slug;
    problem.detail = std::move(detail);
    return problem;
}

}  // namespace

void Router::add(Route route) {
    auto pattern = segments_of(route.pattern);
    for (const Route& other : routes_) {
        KIOSK_CHECK(other.method != route.method || other.pattern != route.pattern,
                    "a route is added once");
    }
    patterns_.push_back(std::move(pattern));
    routes_.push_back(std::move(route));
}

void Router::set_least_role(Method method, std::string_view pattern, ports::Role role) {
    const auto found = std::ranges::find_if(routes_, [&](const Route& route) {
        return route.method == method && route.pattern == pattern;
    });
    KIOSK_CHECK(found != routes_.end(), "a role is given to a route that exists");
    found->least_role = role;
}

std::variant<const Route*, Problem> Router::find(Request& request) const {
    const Method wanted = request.method == Method::head ? Method::get : request.method;
    std::set<std::string_view> allowed;
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        auto parameters = match(patterns_[i], request.segments);
        if (!parameters) continue;
        const Route& route = routes_[i];
        if (route.method != wanted) {
            allowed.insert(name_of(route.method));
            if (route.method == Method::get) allowed.insert(name_of(Method::head));
            continue;
        }
        if (route.operator_only && request.transport != Transport::unix_socket) {
            return refused("forbidden", "only over the UNIX socket, with kioskctl" +
                                            (route.command.empty() ? "" : ": " + route.command));
        }
        request.path_parameters = std::move(*parameters);
        return &route;
    }
    if (!allowed.empty()) return method_not_allowed(allowed);
    return refused("not-found", "there is nothing at this address");
}

}  // namespace kiosk::http
