// kiosk/http/request.cpp — look-ups in a request.
#include "kiosk/http/request.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/base/check.hpp"

namespace kiosk::http {
namespace {

constexpr std::array kMethods{Method::get, Method::head,  Method::post,
                              Method::put, Method::patch, Method::delete_};

}  // namespace

std::string_view name_of(Method method) {
    switch (method) {
        case Method::get: return "GET";
        case Method::head: return "HEAD";
        case Method::post: return "POST";
        case Method::put: return "PUT";
        case Method::patch: return "PATCH";
        case Method::delete_: return "DELETE";
    }
    KIOSK_UNREACHABLE();
}

std::optional<Method> method_from_name(std::string_view name) {
    for (const Method method : kMethods) {
        if (name_of(method) == name) return method;
    }
    return std::nullopt;
}

bool changes_state(Method method) {
    return method != Method::get && method != Method::head;
}

std::optional<std::string_view> Request::header(std::string_view name) const {
    const auto found = std::ranges::find(headers, name, &Header::name);
    if (found == headers.end()) return std::nullopt;
    return found->value;
}

std::size_t Request::count_headers(std::string_view name) const {
    return static_cast<std::size_t>(std::ranges::count(headers, name, &Header::name));
}

std::optional<std::string_view> Request::parameter(std::string_view name) const {
    const auto found = query.find(name);
    if (found == query.end()) return std::nullopt;
    return found->second;
}

}  // namespace kiosk::http
