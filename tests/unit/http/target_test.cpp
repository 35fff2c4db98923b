// tests/unit/http/target_test.cpp — paths and queries, good and hostile.
#include "kiosk/http/target.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/http/limits.hpp"

namespace kiosk::http {
namespace {

TEST(Target, is_split_and_decoded) {
    Request request;
    ASSERT_TRUE(
        read_target("/api/v1/attendees/csv%3A0a?search=Ama+O%27B%20%C3%A9&empty=", request));
    EXPECT_EQ(request.segments, (std::vector<std::string>{"api", "v1", "attendees", "csv:0a"}));
    EXPECT_EQ(request.path, "/api/v1/attendees/csv%3A0a");
    EXPECT_EQ(request.parameter("search"), "Ama O'B é");
    EXPECT_EQ(request.parameter("empty"), "");
    EXPECT_EQ(request.parameter("absent"), std::nullopt);
}

TEST(Target, of_the_start_page_has_no_segments) {
    Request request;
    ASSERT_TRUE(read_target("/", request));
    EXPECT_TRUE(request.segments.empty());
}

TEST(Target, refuses_hostile_forms) {
    for (const std::string target : {"",
                                     "desk",
                                     "http://evil.example/",
                                     "*",
                                     "/a b",
                                     "/%",
                                     "/%4",
                                     "/%zz",
                                     "/%00",
                                     "/a%0d%0aX: 1",
                                     "/../etc/passwd",
                                     "/a/%2e%2e/b",
                                     "/./a",
                                     "/a%2fb",
                                     "/a%5cb",
                                     "/%ff",
                                     "/%c0%af",
                                     "/?a=%00",
                                     "/?a=1&a=2",
                                     "/?a=%",
                                     "/?a=%e2%28",
                                     "/#x",
                                     "/a\x01"}) {
        Request request;
        EXPECT_FALSE(read_target(target, request)) << target;
    }
}

TEST(Target, holds_its_limits) {
    Request fits;
    EXPECT_TRUE(read_target("/" + std::string(kTargetMax - 1, 'a'), fits));
    Request over;
    EXPECT_EQ(read_target("/" + std::string(kTargetMax, 'a'), over).error().code, Errc::too_large);

    std::string path;
    for (std::size_t i = 0; i < kSegmentsMax; ++i) path += "/a";
    Request deep;
    EXPECT_TRUE(read_target(path, deep));
    Request deeper;
    EXPECT_EQ(read_target(path + "/a", deeper).error().code, Errc::too_large);

    std::string query = "/?";
    for (std::size_t i = 0; i < kQueryParametersMax; ++i) query += "p" + std::to_string(i) + "=1&";
    query.pop_back();
    Request wide;
    EXPECT_TRUE(read_target(query, wide));
    Request wider;
    EXPECT_EQ(read_target(query + "&last=1", wider).error().code, Errc::too_large);
}

}  // namespace
}  // namespace kiosk::http
