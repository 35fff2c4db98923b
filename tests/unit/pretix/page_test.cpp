// tests/unit/pretix/page_test.cpp — a shop that leads astray is not followed.
#include "kiosk/pretix/page.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "kiosk/pretix/limits.hpp"

namespace kiosk::pretix {
namespace {

const auto kShop = ShopAddress::parse("https://pretix.example").value();

Result<boost::json::array> second(const std::string& next, const std::string& rows = "[{}]") {
    PageWalk walk(kShop, "/api/v1/x/", "a=1");
    return walk.take(boost::json::parse(R"({"count": 9, "next": ")" + next +
                                        R"(", "previous": null, "results": )" + rows + "}"));
}

TEST(PageWalk, follows_next_as_it_stands_on_the_same_host_and_path) {
    PageWalk walk(kShop, "/api/v1/x/", "a=1");
    EXPECT_EQ(walk.target(), "/api/v1/x/?a=1");
    const auto page = [](const std::string& next) {
        return boost::json::parse(R"({"count": 2, "next": )" + next + R"(, "results": [{}]})");
    };
    ASSERT_TRUE(walk.take(page(R"("http://PRETIX.example:80/api/v1/x/?a=1&page=%32")")));
    EXPECT_EQ(walk.target(), "/api/v1/x/?a=1&page=%32");
    EXPECT_FALSE(walk.is_over());
    ASSERT_TRUE(walk.take(page("null")));
    EXPECT_TRUE(walk.is_over());
}

TEST(PageWalk, is_not_led_elsewhere) {
    EXPECT_TRUE(second("https://pretix.example/api/v1/x/?page=2"));
    for (const auto* next :
         {"https://evil.example/api/v1/x/?page=2", "https://pretix.example.evil/api/v1/x/?page=2",
          "https://pretix.example@evil.example/api/v1/x/?page=2",
          "https://pretix.example:8443/api/v1/x/?page=2", "https://pretix.example/api/v1/y/?page=2",
          "https://pretix.example/api/v1/x/../y/?page=2", "//evil.example/api/v1/x/?page=2",
          "/api/v1/x/?page=2", "ftp://pretix.example/api/v1/x/?page=2",
          "https://pretix.example/api/v1/x/?page=2#",
          "https://pretix.example/api/v1/x/?p=\\r\\nHost: e", ""}) {
        const auto taken = second(next);
        ASSERT_FALSE(taken) << next;
        EXPECT_EQ(taken.error().code, Errc::denied) << next;
    }
}

TEST(PageWalk, is_not_led_in_a_circle) {
    EXPECT_EQ(second("https://pretix.example/api/v1/x/?a=1").error().code, Errc::denied);
    EXPECT_EQ(second("https://pretix.example/api/v1/x/?page=2", "[]").error().code, Errc::denied);
}

TEST(PageWalk, takes_pages_up_to_their_limits) {
    const std::string host = "https://pretix.example/api/v1/x/?";
    const std::string longest = host + std::string(kNextBytesMax - host.size(), 'p');
    EXPECT_TRUE(second(longest));
    EXPECT_EQ(second(longest + "p").error().code, Errc::too_large);
    const auto rows = [](std::size_t count) {
        std::string text = "[0";
        for (std::size_t i = 1; i < count; ++i) text += ",0";
        return text + "]";
    };
    EXPECT_TRUE(second(host + "p", rows(kPageRowsMax)));
    EXPECT_EQ(second(host + "p", rows(kPageRowsMax + 1)).error().code, Errc::too_large);
}

TEST(PageWalk, goes_on_for_so_many_pages_and_no_longer) {
    PageWalk walk(kShop, "/x/", "");
    for (std::size_t page = 1; page <= kPagesMax; ++page) {
        const auto taken = walk.take(
            boost::json::parse(R"({"count": 1, "next": "https://pretix.example/x/?page=)" +
                               std::to_string(page + 1) + R"(", "results": [0]})"));
        ASSERT_EQ(taken.has_value(), page < kPagesMax) << page;
        if (!taken) {
            EXPECT_EQ(taken.error().code, Errc::too_large);
        }
    }
}

TEST(PageWalk, refuses_what_is_no_page) {
    for (const auto* text : {"[]", "{}", R"({"count": 1, "next": null})",
                             R"({"count": -1, "next": null, "results": []})",
                             R"({"count": 1, "next": 5, "results": []})",
                             R"({"count": 1, "next": null, "results": {}})"}) {
        EXPECT_FALSE(read_page(boost::json::parse(text))) << text;
    }
}

TEST(ShopAddress, needs_tls_unless_it_is_this_machine) {
    for (const auto* good : {"https://pretix.eu", "https://pretix.eu/", "https://a.b:8443",
                             "http://localhost:80", "http://127.0.0.1:8080", "http://[::1]:9"}) {
        EXPECT_TRUE(ShopAddress::parse(good)) << good;
    }
    EXPECT_EQ(ShopAddress::parse("HTTPS://Pretix.EU:443").value().authority(), "pretix.eu");
    for (const auto* bad : {"http://pretix.eu", "http://localhost.evil", "pretix.eu", "https://",
                            "https://a/b", "https://a?b", "https://u@a", "https://a:b", ""}) {
        EXPECT_FALSE(ShopAddress::parse(bad)) << bad;
    }
    const std::string name = "https://" + std::string(kAddressBytesMax - 8, 'a');
    EXPECT_TRUE(ShopAddress::parse(name));
    EXPECT_EQ(ShopAddress::parse(name + "a").error().code, Errc::too_large);
}

TEST(ShopAddress, names_in_a_path_lead_nowhere_else) {
    EXPECT_TRUE(check_slug("event", std::string(kSlugBytesMax, 'e')));
    EXPECT_TRUE(check_slug("event", "PyCon_2024.a-b"));
    for (const std::string& bad :
         {std::string(kSlugBytesMax + 1, 'e'), std::string(), std::string(".."), std::string("a/b"),
          std::string("a?b"), std::string("a%2fb"), std::string("a b")}) {
        EXPECT_FALSE(check_slug("event", bad)) << bad;
    }
}

}  // namespace
}  // namespace kiosk::pretix
