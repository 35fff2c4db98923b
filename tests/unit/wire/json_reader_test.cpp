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

TEST(JsonReader, refuses_a_field_given_twice_by_its_name) {
    for (const char* text :
         {R"({"code":"A","code":"B"})", R"({"code":"A","code":"A"})",
          R"({"code":"A","c\u006fde":"B"})", R"({"code":"A","code":1,"code":2,"x":[],"x":[]})"}) {
        JsonReader reader(text);
        static_cast<void>(reader.text("code", 10));
        const auto errors = reader.errors();
        ASSERT_GE(errors.size(), 1U) << text;
        EXPECT_EQ(errors[0].pointer, "/code") << text;
        EXPECT_EQ(errors[0].code, "repeated_field") << text;
        EXPECT_EQ(errors[0].detail, "code is given twice") << text;
    }
}

TEST(JsonReader, refuses_a_field_that_comes_twice_within_a_field_too) {
    JsonReader reader(R"({"answers":[{"x":1},{"size":"S","size":"M"}]})");
    const auto errors = reader.errors();
    ASSERT_GE(errors.size(), 1U);
    EXPECT_EQ(errors[0].pointer, "/answers/1/size");
    EXPECT_EQ(errors[0].code, "repeated_field");
}

TEST(JsonReader, takes_one_name_in_two_objects_and_two_names_of_one_beginning) {
    JsonReader reader(R"({"a":{"b":1,"c":2},"b":[{"a":1}],"ab":"a","abc":"a"})");
    for (const auto& error : reader.errors()) EXPECT_EQ(error.code, "unknown_field");
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
