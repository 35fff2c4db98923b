// tests/unit/words/screen_words_test.cpp — a screen loads its own words and no others.
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "kiosk/words/built_in.hpp"

namespace kiosk::words {
namespace {

TEST(ScreenWords, are_those_of_the_screen_and_of_all_screens) {
    const auto value = boost::json::parse(print_screen_words(pack_of("ar"), "gate"));
    const auto& words = value.at("words").as_object();
    EXPECT_EQ(words.at("go").as_string(), "تفضّل");
    EXPECT_TRUE(words.contains("link_lost"));
    EXPECT_TRUE(words.contains("nearly_full"));
    EXPECT_FALSE(words.contains("dash_arrived"));
    EXPECT_EQ(value.at("direction").as_string(), "rtl");
    EXPECT_EQ(value.at("locale").as_string(), "ar-u-nu-latn");
    EXPECT_EQ(value.at("languages").as_array().size(), 5U);
    EXPECT_TRUE(value.at("languages").at(2).at("draft").as_bool());
}

TEST(ScreenWords, keep_the_forms_of_a_text_that_counts) {
    const auto value = boost::json::parse(print_screen_words(pack_of("en"), "desk"));
    EXPECT_EQ(value.at("words").at("found").at("other").as_string(), "{n} found");
}

TEST(ScreenWords, a_screen_without_own_words_has_the_common_ones) {
    const auto value = boost::json::parse(print_screen_words(pack_of("en"), "nowhere"));
    EXPECT_TRUE(value.at("words").as_object().contains("close"));
}

}  // namespace
}  // namespace kiosk::words
