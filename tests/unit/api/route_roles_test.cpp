// tests/unit/api/route_roles_test.cpp — no route without a role that somebody chose.
#include "kiosk/api/route_roles.hpp"

#include <algorithm>

#include "kiosk/api/pages.hpp"
#include "tests/unit/api/api_fixture.hpp"

namespace kiosk::api {
namespace {

bool is_page(const http::Route& route) {
    return route.summary == kPageSummary;
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

TEST_F(Api, nobodys_routes_tell_nothing_of_the_event) {
    const http::Router router = server_->routes();
    for (const http::Route& route : router.routes()) {
        if (route.least_role != ports::Role::nobody || is_page(route)) continue;
        const bool is_sign_in = route.pattern == "/api/v1/session";
        EXPECT_TRUE(is_sign_in || route.pattern.find("/api/v1/") == std::string::npos)
            << route.pattern;
    }
}

TEST_F(Api, what_changes_the_station_is_no_viewer_s) {
    const http::Router router = server_->routes();
    for (const http::Route& route : router.routes()) {
        if (!http::changes_state(route.method) || route.pattern == "/api/v1/session") continue;
        EXPECT_GE(route.least_role, ports::Role::station) << route.pattern;
    }
}

TEST_F(Api, the_description_names_every_route_with_its_role) {
    const auto document = json(get("/api/v1/openapi.json"));
    EXPECT_EQ(document.at("openapi").as_string(), "3.1.0");
    const auto& paths = document.at("paths").as_object();
    for (const RouteRole& row : route_roles()) {
        std::string method(http::name_of(row.method));
        std::ranges::transform(method, method.begin(), [](char c) { return c | 0x20; });
        const auto* path = paths.if_contains(row.pattern);
        ASSERT_NE(path, nullptr) << row.pattern;
        const auto* operation = path->as_object().if_contains(method);
        ASSERT_NE(operation, nullptr) << method << " " << row.pattern;
        EXPECT_EQ(operation->at("x-least-role").as_string(), name_of(row.least)) << row.pattern;
    }
    EXPECT_FALSE(paths.contains("/desk"));
    const auto& one = paths.at("/api/v1/scans/{id}/resolve").at("post");
    EXPECT_EQ(one.at("parameters").at(0).at("name").as_string(), "id");
    EXPECT_TRUE(one.at("requestBody").at("content").as_object().contains("application/json"));
}

}  // namespace
}  // namespace kiosk::api
