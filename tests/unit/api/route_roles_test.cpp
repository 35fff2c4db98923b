// tests/unit/api/route_roles_test.cpp — no route without a role that somebody chose.
#include "kiosk/api/route_roles.hpp"

#include <algorithm>

#include "tests/unit/api/api_fixture.hpp"

namespace kiosk::api {
namespace {

bool is_page(const http::Route& route) {
    return route.summary == "Part of the screens";
}

TEST_F(Api, every_route_stands_in_the_table_of_roles) {
    const http::Router router = server_->routes();
    for (const http::Route& route : router.routes()) {
        if (is_page(route)) continue;
        const bool known = std::ranges::any_of(route_roles(), [&](const RouteRole& row) {
            return row.method == route.method && row.pattern == route.pattern &&
                   row.least == route.least_role;
        });
        EXPECT_TRUE(known) << http::name_of(route.method) << " " << route.pattern
                           << " has no row in kiosk/api/route_roles.cpp";
    }
}

TEST_F(Api, nobody_s_routes_tell_nothing_of_the_event) {
    const http::Router router = server_->routes();
    for (const http::Route& route : router.routes()) {
        if (route.least_role != ports::Role::nobody || is_page(route)) continue;
        EXPECT_EQ(route.pattern.find("/api/v1/"), std::string::npos) << route.pattern;
    }
}

TEST_F(Api, what_changes_the_station_is_no_viewer_s) {
    const http::Router router = server_->routes();
    for (const http::Route& route : router.routes()) {
        if (!http::changes_state(route.method)) continue;
        EXPECT_GE(route.least_role, ports::Role::station) << route.pattern;
    }
}

}  // namespace
}  // namespace kiosk::api
