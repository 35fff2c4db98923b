// kiosk/api/route_roles.hpp — every route's least role, and what it takes and answers, in one
// table.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "kiosk/http/router.hpp"

namespace kiosk::api {

// For openapi.json: names of schemas.hpp, and what is not the same for every route of its kind.
struct Contract {
    std::string_view query{};   // an object: its fields are the query's parameters
    std::string_view body{};    // of JSON; an uploaded table has none
    std::string_view answer{};  // where it is JSON
    std::array<std::string_view, 4> media{"application/json"};
    std::array<std::string_view, 3> problems{};  // beside those of every route: slugs
};

struct RouteRole {
    http::Method method;
    std::string_view pattern;
    ports::Role least;
    Contract contract{};
};

[[nodiscard]] std::span<const RouteRole> route_roles();

// Nothing for a route that the table does not name.
[[nodiscard]] const RouteRole* find_route_role(http::Method method, std::string_view pattern);

// Gives each route of the router its role. A route that the table does not name stays the
// operator's: forgetting one closes a door, it opens none. Pages hold nobody's data: they are
// everybody's by themselves (pages.cpp).
void give_roles(http::Router& router);

}  // namespace kiosk::api
