// tests/unit/http/problem_test.cpp — errors as answers.
#include "kiosk/http/problem.hpp"

#include <gtest/gtest.h>

namespace kiosk::http {
namespace {

int status_of(Errc code) {
    return to_response(problem_of({code, "x"}), {}).status;
}

TEST(Problem, every_error_code_has_a_status) {
    EXPECT_EQ(status_of(Errc::invalid_input), 422);
    EXPECT_EQ(status_of(Errc::too_large), 413);
    EXPECT_EQ(status_of(Errc::not_found), 404);
    EXPECT_EQ(status_of(Errc::conflict), 409);
    EXPECT_EQ(status_of(Errc::locked), 409);
    EXPECT_EQ(status_of(Errc::denied), 403);
    EXPECT_EQ(status_of(Errc::no_space), 503);
    EXPECT_EQ(status_of(Errc::io_failure), 500);
    EXPECT_EQ(status_of(Errc::corrupt), 500);
    EXPECT_EQ(status_of(Errc::unsupported), 415);
    EXPECT_EQ(status_of(Errc::unavailable), 503);
    EXPECT_EQ(status_of(Errc::timed_out), 503);
}

TEST(Problem, says_when_to_try_again) {
    const Response response = to_response(problem_of({Errc::unavailable, "no list"}), {});
    ASSERT_EQ(response.headers.size(), 1U);
    EXPECT_EQ(response.headers[0].name, "Retry-After");
}

TEST(Problem, carries_path_trace_and_fields) {
    Request request;
    request.path = "/api/v1/scans";
    request.trace_id = "b7-1";
    const Response response =
        to_response(validation_problem({{"/code", "missing", "code is missing"}}), request);
    EXPECT_EQ(response.content_type, "application/problem+json");
    EXPECT_EQ(response.body,
              R"({"type":"/problems/validation","title":"Request not valid","status":422,)"
              R"("detail":"code is missing","instance":"/api/v1/scans","trace_id":"b7-1",)"
              R"("errors":[{"pointer":"/code","code":"missing","detail":"code is missing"}]})");
}

}  // namespace
}  // namespace kiosk::http
