// tests/unit/http/response_test.cpp — promises and headers of answers.
#include "kiosk/http/response.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/http/message_head.hpp"

namespace kiosk::http {
namespace {

TEST(Responder, gives_the_first_answer_only) {
    std::vector<std::string> bodies;
    const Responder responder([&](const Response& r) { bodies.push_back(r.body); });
    responder(json_response("1"));
    responder(json_response("2"));
    EXPECT_EQ(bodies, std::vector<std::string>{"1"});
}

TEST(Responder, that_is_forgotten_answers_500) {
    int status = 0;
    {
        const Responder first([&](const Response& r) { status = r.status; });
        const std::vector<Responder> copies{first, first};
        EXPECT_EQ(status, 0);
    }
    EXPECT_EQ(status, 500);
}

TEST(HeaderValue, is_one_line_of_text) {
    EXPECT_TRUE(is_header_value("text/csv; charset=utf-8\t\"é\""));
    for (const char* value : {"a\r\nSet-Cookie: x", "a\nb", "a\rb", "\x7F", "\x01"}) {
        EXPECT_FALSE(is_header_value(value));
    }
    EXPECT_FALSE(is_header_value(std::string_view("\0", 1)));
}

TEST(AllHeaders, own_ones_replace_common_ones) {
    Response response = json_response("1");
    response.headers = {{"Cache-Control", "no-cache"}};
    const auto headers = all_headers({{"Cache-Control", "no-store"}, {"X", "y"}}, response);
    ASSERT_EQ(headers.size(), 3U);
    EXPECT_EQ(headers[0].value, "no-cache");
    EXPECT_EQ(headers[2].value, "application/json");
}

TEST(AllHeadersDeathTest, a_broken_value_never_leaves) {
    Response response;
    response.headers = {{"Location", "/\r\nSet-Cookie: x"}};
    EXPECT_DEATH((void)all_headers({}, response), "a header of an answer is one line");
}

}  // namespace
}  // namespace kiosk::http
