// tests/unit/words/pack_test.cpp — a pack is read whole or refused with the key that is wrong.
#include "kiosk/words/pack.hpp"

#include <gtest/gtest.h>

namespace kiosk::words {
namespace {

std::string about(std::string_view more, std::string_view direction = "ltr") {
    return R"({"language":"xx","name":"X","locale":"xx","direction":")" + std::string(direction) +
           R"(","draft":true)" + std::string(more) + "}";
}

std::string trouble_of(const std::string& json) {
    const auto pack = parse_pack(json);
    return pack ? "" : pack.error().context;
}

TEST(Pack, texts_stand_under_their_path) {
    const auto pack = parse_pack(about(R"(,"a":{"b":{"c":"three"},"d":"two"},"e":"one")", "rtl"));
    ASSERT_TRUE(pack.has_value());
    EXPECT_EQ(pack->texts, (Values{{"a.b.c", "three"}, {"a.d", "two"}, {"e", "one"}}));
    EXPECT_TRUE(pack->right_to_left);
    EXPECT_TRUE(pack->draft);
}

TEST(Pack, what_is_wrong_is_named) {
    EXPECT_EQ(trouble_of("[]"), "not a JSON object");
    EXPECT_NE(trouble_of("{").find("not JSON"), std::string::npos);
    EXPECT_EQ(trouble_of("{}"), "\"language\" is no text");
    EXPECT_EQ(trouble_of(about("", "up")), "direction is \"up\", not ltr or rtl");
    EXPECT_EQ(trouble_of(about(R"(,"a":{"b":7})")), "a.b is neither a text nor a group of texts");
    EXPECT_EQ(trouble_of(about(R"(,"a":{"b":""})")), "a.b is empty");
    EXPECT_EQ(trouble_of(about(R"(,"a":"x","a":"y")")), "\"a\" stands twice in \"\"");
    EXPECT_EQ(trouble_of(R"({"language":"x y","name":"X","locale":"x"})"),
              "\"x y\" is no language tag");
}

TEST(Pack, a_text_has_a_limit) {
    const auto with = [](std::size_t bytes) {
        return about(R"(,"a":")" + std::string(bytes, 'x') + "\"");
    };
    EXPECT_EQ(trouble_of(with(kTextBytesMax)), "");
    EXPECT_EQ(trouble_of(with(kTextBytesMax + 1)), "a is 1025 bytes, limit 1024");
}

TEST(Pack, a_file_has_a_limit) {
    std::string json = about("");
    json.resize(kPackBytesMax, ' ');
    EXPECT_EQ(trouble_of(json), "");
    EXPECT_EQ(trouble_of(json + " "), "a pack of 262145 bytes, limit 262144");
}

TEST(Pack, each_language_counts_in_its_own_way) {
    EXPECT_EQ(plural_category("en", 0), "other");
    EXPECT_EQ(plural_category("fr", 0), "one");
    EXPECT_EQ(plural_category("ar", 2), "two");
    EXPECT_EQ(plural_category("ar", 7), "few");
    EXPECT_EQ(plural_category("ar", 11), "many");
    EXPECT_EQ(plural_category("not a tag", 1), "other");
}

}  // namespace
}  // namespace kiosk::words
