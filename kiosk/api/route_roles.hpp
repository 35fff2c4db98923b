// kiosk/api/route_roles.hpp — the least role of every route, in one table.
#pragma once

#include <span>
#include <string_view>

#include "kiosk/http/router.hpp"

namespace kiosk::api {

struct RouteRole {
    http::Method method;
    std::string_view pattern;
    ports::Role least;
};

[[nodiscard]] std::span<const RouteRole> route_roles();

// Gives each route of the router its role. A route that the table does not name stays the
// operator's: forgetting one closes a door, it opens none. Pages hold nobody's data: they are
// everybody's by themselves (pages.cpp).
void give_roles(http::Router& router);

}  // namespace kiosk::api
