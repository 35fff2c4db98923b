// tests/unit/config/shop_sections_test.cpp — a list that comes from a ticket shop.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reading.hpp"

namespace kiosk::config {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kShop = R"([[list]]
id = "main"
shop_list = 6
[[station]]
id = "desk-1"
lists = ["main"]
[source]
type = "pretix"
)";

std::string problems_of(const std::string& text) {
    return to_text(read(text).problems);
}

std::string problems_with(const std::string& more) {
    return problems_of(std::string(kShop) + more);
}

TEST(ShopSections, a_shop_and_its_lists_are_read) {
    const auto loaded = read(std::string(kShop) +
                             "event = \"a-1_b.c\"\ndownload_every = \"10s\"\n"
                             "upload_every = \"100ms\"\nca_file = \"/etc/ca.pem\"\n");
    ASSERT_TRUE(loaded.config) << to_text(loaded.problems);
    EXPECT_TRUE(loaded.problems.empty()) << to_text(loaded.problems);
    const SourceSettings& source = loaded.config->source;
    EXPECT_EQ(source.type, SourceType::pretix);
    EXPECT_EQ(source.event, "a-1_b.c");
    EXPECT_EQ(source.download_every, std::chrono::seconds(10));
    EXPECT_EQ(source.upload_every, std::chrono::milliseconds(100));
    EXPECT_EQ(source.ca_file, "/etc/ca.pem");
    EXPECT_EQ(loaded.config->lists[0].shop_list, 6);
}

TEST(ShopSections, the_event_must_have_a_name_that_may_stand_in_an_address) {
    EXPECT_THAT(problems_with(""),
                HasSubstr("k.toml:7:1: error: [source] of type \"pretix\" needs"));
    for (const std::string& bad : {std::string("a/b"), std::string(".."), std::string(51, 'a')}) {
        EXPECT_THAT(problems_with("event = \"" + bad + "\"\n"), HasSubstr("k.toml:9:9: error:"))
            << bad;
    }
    EXPECT_EQ(problems_with("event = \"" + std::string(50, 'a') + "\"\n"), "");
}

TEST(ShopSections, times_and_the_authority_have_their_limits) {
    const std::string event = "event = \"a\"\n";
    EXPECT_THAT(problems_with(event + "ca_file = \"ca.pem\"\n"),
                HasSubstr("ca_file is not an absolute path"));
    EXPECT_THAT(problems_with(event + "download_every = \"9999ms\"\n"),
                HasSubstr("download_every"));
    EXPECT_THAT(problems_with(event + "upload_every = \"99ms\"\n"), HasSubstr("upload_every"));
    EXPECT_EQ(problems_with(event + "download_every = \"1h\"\n"), "");
}

TEST(ShopSections, a_list_of_the_shop_stands_once_and_only_where_there_is_a_shop) {
    const std::string more = "event = \"a\"\n[[list]]\nid = \"other\"\n";
    EXPECT_THAT(problems_with(more + "shop_list = 6\n"),
                HasSubstr("the shop's list 6 is there twice"));
    EXPECT_THAT(problems_with(more), HasSubstr("warning: list \"other\" has no \"shop_list\""));
    EXPECT_THAT(problems_with(more + "shop_list = 7\n"), Not(HasSubstr("shop_list")));
    std::string without(kShop);
    without.resize(without.find("[source]"));
    EXPECT_THAT(problems_of(without), HasSubstr("error: list \"main\" is a list of the shop"));
}

}  // namespace
}  // namespace kiosk::config
