// tests/unit/wire/json_reader_test.cpp — hostile and mistaken bodies.
#include "kiosk/wire/json_reader.hpp"

#include <string>

#include <gtest/gtest.h>

namespace kiosk::wire {
namespace {

std::string codes(JsonReader& reader) {
    std::string all;
    for (const auto& error : reader.errors()) all += error.pointer + ":" + error.code + " ";
    return all;
}

TEST(JsonReader, gives_typed_fields) {
    JsonReader reader(R"({"name":"Ama","yes":true,"kind":"b"})");
    EXPECT_EQ(reader.text("name", 10), "Ama");
    EXPECT_EQ(reader.boolean("yes"), true);
    EXPECT_EQ(reader.choice("kind", {"a", "b"}), "b");
    EXPECT_EQ(reader.text("absent", 10), std::nullopt);
    EXPECT_EQ(codes(reader), "");
}

TEST(JsonReader, takes_a_text_at_its_limit_and_refuses_one_byte_more) {
    JsonReader reader(R"({"fits":"1234","long":"12345"})");
    EXPECT_EQ(reader.text("fits", 4), "1234");
    EXPECT_EQ(reader.text("long", 4), std::nullopt);
    const auto errors = reader.errors();
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].pointer, "/long");
    EXPECT_EQ(errors[0].detail, "long is 5 bytes, limit 4");
}

TEST(JsonReader, reports_all_mistakes_at_once) {
    JsonReader reader(R"({"name":1,"yes":"no","kind":"c","extra~/":0})");
    EXPECT_EQ(reader.text("name", 10), std::nullopt);
    EXPECT_EQ(reader.boolean("yes"), std::nullopt);
    EXPECT_EQ(reader.choice("kind", {"a", "b"}), std::nullopt);
    reader.require("station");
    EXPECT_EQ(codes(reader),
              "/name:not_text /yes:not_boolean /kind:unknown_value "
              "/station:missing /extra~0~1:unknown_field ");
}

TEST(JsonReader, refuses_what_is_not_one_object) {
    for (const char* text : {"", "x", "[]", "1", "null", "{} {}", "{\"a\":1,}", "{\"a\":\"\xFF\"}",
                             "{\"a\":\"\n\"}", "{\"a\":[[[[[[[[[[1]]]]]]]]]]}"}) {
        JsonReader reader(text);
        const auto errors = reader.errors();
        ASSERT_EQ(errors.size(), 1U) << text;
        EXPECT_EQ(errors[0].pointer, "") << text;
    }
}

}  // namespace
}  // namespace kiosk::wire
