// tests/unit/api/api_status_test.cpp — health, readiness, status and counts.
#include "kiosk/http/problem.hpp"
#include "tests/unit/api/api_fixture.hpp"

namespace kiosk::api {
namespace {

TEST_F(Api, is_alive_also_when_it_is_not_ready) {
    station.list_loaded = false;
    EXPECT_EQ(get("/healthz").status, 200);
    const auto response = get("/readyz");
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(json(response).at("type").as_string(), "/problems/not-ready");
}

TEST_F(Api, is_ready_with_list_and_storage) {
    EXPECT_EQ(get("/readyz").status, 200);
    station.storage_works = false;
    EXPECT_EQ(detail(get("/readyz")), "storage problem: disk is full");
}

TEST_F(Api, tells_its_status_and_counts) {
    const auto status = json(get("/api/v1/status"));
    EXPECT_EQ(status.at("list").at("tickets").as_int64(), 1204);
    EXPECT_EQ(status.at("stations").at(1).at("id").as_string(), "gate-n");
    EXPECT_EQ(json(get("/api/v1/stats/summary")).at("expected").as_int64(), 1204);
}

TEST_F(Api, every_problem_type_has_its_page) {
    for (const auto& type : http::problem_types()) {
        const auto response = get("/problems/" + std::string(type.slug));
        EXPECT_EQ(response.status, 200) << type.slug;
        EXPECT_NE(response.body.find(type.title), std::string::npos);
    }
    EXPECT_EQ(get("/problems/none").status, 404);
}

TEST_F(Api, every_answer_carries_the_security_headers) {
    for (const char* path :
         {"/", "/desk", "/api/v1/status", "/nothing", "/%zz", "/assets/desk.js"}) {
        const auto response = get(path);
        const std::string policy = response.header("Content-Security-Policy");
        EXPECT_NE(policy.find("require-trusted-types-for 'script'"), std::string::npos) << path;
        EXPECT_NE(policy.find("default-src 'none'"), std::string::npos) << path;
        EXPECT_EQ(response.header("X-Content-Type-Options"), "nosniff") << path;
        EXPECT_EQ(response.header("Referrer-Policy"), "no-referrer") << path;
    }
}

}  // namespace
}  // namespace kiosk::api
