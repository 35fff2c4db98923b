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

void expect_shape(const boost::json::value& content, const std::string& route) {
    const auto* const of_json = content.as_object().if_contains("application/json");
    if (of_json == nullptr) return;
    EXPECT_TRUE(of_json->as_object().contains("schema"))
        << route << " names no schema for its JSON in kiosk/api/route_roles.cpp";
}

TEST_F(Api, the_description_says_the_shape_of_every_body_and_answer) {
    const auto document = json(get("/api/v1/openapi.json"));
    for (const auto& [pattern, path] : document.at("paths").as_object()) {
        for (const auto& [method, operation] : path.as_object()) {
            const std::string route = std::string(method) + " " + std::string(pattern);
            expect_shape(operation.at("responses").at("200").at("content"), route);
            const auto* const body = operation.as_object().if_contains("requestBody");
            if (body != nullptr) expect_shape(body->at("content"), route);
        }
    }
}

TEST_F(Api, the_description_names_the_problems_of_a_route) {
    const auto document = json(get("/api/v1/openapi.json"));
    const auto& responses = document.at("paths").at("/api/v1/session").at("post").at("responses");
    for (const char* const status : {"400", "401", "403", "413", "415", "421", "422", "429"}) {
        const auto* const response = responses.as_object().if_contains(status);
        ASSERT_NE(response, nullptr) << status;
        const auto& content = response->at("content").as_object();
        EXPECT_TRUE(content.contains("application/problem+json")) << status;
    }
    EXPECT_EQ(responses.at("429").at("description").as_string(), "/problems/pin-locked");
    EXPECT_FALSE(responses.as_object().contains("404"));
}

}  // namespace
}  // namespace kiosk::api
