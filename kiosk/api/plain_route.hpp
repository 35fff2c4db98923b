// kiosk/api/plain_route.hpp — routes that need nothing but a handler.
#pragma once

#include <string>
#include <utility>

#include "kiosk/http/router.hpp"

namespace kiosk::api {

inline void add_get(http::Router& router, std::string pattern, std::string summary,
                    http::Handler handler) {
    http::Route route;
    route.pattern = std::move(pattern);
    route.summary = std::move(summary);
    route.handler = std::move(handler);
    router.add(std::move(route));
}

}  // namespace kiosk::api
