// tests/unit/api/query_reader_test.cpp — query parameters with types and limits.
#include "kiosk/api/query_reader.hpp"

#include <gtest/gtest.h>

namespace kiosk::api {
namespace {

TEST(QueryReader, gives_typed_values) {
    http::Request request;
    request.query = {{"a", "text"},   {"n", "7"},   {"yes", "1"},
                     {"no", "false"}, {"c.x", "X"}, {"c.y", "Y"}};
    QueryReader reader(request);
    EXPECT_EQ(reader.text("a", 4), "text");
    EXPECT_EQ(reader.number("n", 1, {1, 7}), 7U);
    EXPECT_EQ(reader.number("absent", 3, {1, 7}), 3U);
    EXPECT_TRUE(reader.boolean("yes"));
    EXPECT_FALSE(reader.boolean("no"));
    EXPECT_EQ(reader.group("c.", 1), (std::map<std::string, std::string>{{"x", "X"}, {"y", "Y"}}));
    EXPECT_TRUE(reader.errors().empty());
}

TEST(QueryReader, objects_to_values_out_of_bounds) {
    http::Request request;
    request.query = {{"a", "12345"}, {"n", "8"}, {"m", "-1"},
                     {"w", "1x"},    {"e", ""},  {"b", "maybe"}};
    QueryReader reader(request);
    EXPECT_EQ(reader.text("a", 4), "");
    for (const char* name : {"n", "m", "w", "e"}) EXPECT_EQ(reader.number(name, 1, {1, 7}), 1U);
    EXPECT_FALSE(reader.boolean("b"));
    EXPECT_EQ(reader.errors().size(), 6U);
}

TEST(QueryReader, objects_to_what_nobody_asked_for) {
    http::Request request;
    request.query = {{"limt", "3"}};
    QueryReader reader(request);
    EXPECT_EQ(reader.number("limit", 50, {1, 500}), 50U);
    const auto errors = reader.errors();
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].detail, "parameter is not known; known: limit");
}

}  // namespace
}  // namespace kiosk::api
