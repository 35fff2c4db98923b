// tests/unit/http/router_test.cpp — which handler gets a request.
#include "kiosk/http/router.hpp"

#include <gtest/gtest.h>

#include "kiosk/http/target.hpp"

namespace kiosk::http {
namespace {

Router a_router() {
    Router router;
    for (const char* pattern : {"/", "/people", "/people/{id}"}) {
        Route route;
        route.pattern = pattern;
        router.add(route);
    }
    Route add;
    add.method = Method::post;
    add.pattern = "/people";
    router.add(add);
    Route import;
    import.method = Method::post;
    import.pattern = "/imports";
    import.operator_only = true;
    router.add(import);
    return router;
}

// The pattern that answers, or the slug of the problem.
std::string found(Method method, const char* target, Transport transport = Transport::tcp) {
    const Router router = a_router();
    Request request;
    request.method = method;
    request.transport = transport;
    if (!read_target(target, request)) return "bad target";
    const auto result = router.find(request);
    if (const auto* problem = std::get_if<Problem>(&result)) {
        return std::string(problem->slug) + (problem->allow.empty() ? "" : " " + problem->allow);
    }
    return std::get<const Route*>(result)->pattern;
}

TEST(Router, matches_whole_paths_only) {
    EXPECT_EQ(found(Method::get, "/"), "/");
    EXPECT_EQ(found(Method::get, "/people"), "/people");
    EXPECT_EQ(found(Method::get, "/people/7"), "/people/{id}");
    EXPECT_EQ(found(Method::get, "/people/7/8"), "not-found");
    EXPECT_EQ(found(Method::get, "/peopl"), "not-found");
    EXPECT_EQ(found(Method::get, "/People"), "not-found");
}

TEST(Router, a_parameter_is_never_empty) {
    EXPECT_EQ(found(Method::get, "/people/"), "not-found");
}

TEST(Router, a_wrong_method_learns_the_right_ones) {
    EXPECT_EQ(found(Method::delete_, "/people"), "method-not-allowed GET, HEAD, POST");
    EXPECT_EQ(found(Method::get, "/imports"), "method-not-allowed POST");
}

TEST(Router, head_is_answered_by_get) {
    EXPECT_EQ(found(Method::head, "/people"), "/people");
}

TEST(Router, the_operators_routes_need_the_unix_socket) {
    EXPECT_EQ(found(Method::post, "/imports"), "forbidden");
    EXPECT_EQ(found(Method::post, "/imports", Transport::unix_socket), "/imports");
}

TEST(Router, fills_path_parameters) {
    const Router router = a_router();
    Request request;
    ASSERT_TRUE(read_target("/people/csv%3A7", request));
    ASSERT_TRUE(std::holds_alternative<const Route*>(router.find(request)));
    EXPECT_EQ(request.path_parameters.at("id"), "csv:7");
}

TEST(RouterDeathTest, a_route_cannot_be_added_twice) {
    Router router = a_router();
    Route again;
    again.pattern = "/people";
    EXPECT_DEATH(router.add(again), "a route is added once");
}

}  // namespace
}  // namespace kiosk::http
