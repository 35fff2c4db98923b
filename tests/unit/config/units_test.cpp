// tests/unit/config/units_test.cpp — durations, addresses, ids and language tags.
#include "kiosk/config/units.hpp"

#include <gtest/gtest.h>

namespace kiosk::config {
namespace {

using namespace std::chrono_literals;

TEST(Duration, is_a_whole_number_with_a_unit) {
    EXPECT_EQ(parse_duration("2500ms"), 2500ms);
    EXPECT_EQ(parse_duration("30s"), 30s);
    EXPECT_EQ(parse_duration("5m"), 5min);
    EXPECT_EQ(parse_duration("2h"), 2h);
    EXPECT_EQ(parse_duration("14d"), 336h);
    EXPECT_EQ(parse_duration("0s"), 0s);
    for (const auto* wrong : {"", "ms", "5", "5 ms", " 5ms", "-5ms", "+5ms", "1.5s", "5M", "5msx",
                              "99999999999999999999s", "0x5s"}) {
        EXPECT_EQ(parse_duration(wrong), std::nullopt) << wrong;
    }
}

TEST(Duration, reaches_100_years_and_no_further) {
    EXPECT_EQ(parse_duration("36525d"), 36525 * 24h);
    EXPECT_EQ(parse_duration("36526d"), std::nullopt);
}

TEST(Duration, prints_in_the_largest_unit_that_is_exact) {
    EXPECT_EQ(to_text(2500ms), "2500ms");
    EXPECT_EQ(to_text(5min), "5m");
    EXPECT_EQ(to_text(0ms), "0ms");
    EXPECT_EQ(to_text(48h), "2d");
}

TEST(ListenAddress, knows_loopback_from_the_rest) {
    EXPECT_EQ(parse_listen_address("127.0.0.1:8080"), (ListenAddress{"127.0.0.1", 8080, true}));
    EXPECT_EQ(parse_listen_address("127.255.0.9:0"), (ListenAddress{"127.255.0.9", 0, true}));
    EXPECT_EQ(parse_listen_address("[::1]:65535"), (ListenAddress{"::1", 65535, true}));
    EXPECT_EQ(parse_listen_address("0.0.0.0:80"), (ListenAddress{"0.0.0.0", 80, false}));
    EXPECT_EQ(parse_listen_address("128.0.0.1:80"), (ListenAddress{"128.0.0.1", 80, false}));
    EXPECT_EQ(parse_listen_address("[::]:80"), (ListenAddress{"::", 80, false}));
}

TEST(ListenAddress, prints_as_it_was_written) {
    for (const auto* text : {"127.0.0.1:8080", "[::1]:0"}) {
        EXPECT_EQ(to_text(parse_listen_address(text).value()), text);
    }
}

TEST(ListenAddress, is_numeric_and_whole) {
    for (const auto* wrong :
         {"", "8080", ":8080", "localhost:8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536",
          "127.0.0.1:-1", "127.0.0.1:80x", "::1:80", "[127.0.0.1]:80", "[]:80", "127.1:80"}) {
        EXPECT_EQ(parse_listen_address(wrong), std::nullopt) << wrong;
    }
}

TEST(Id, has_small_letters_digits_hyphens_and_at_most_64_bytes) {
    EXPECT_TRUE(is_id("gate-main_in2"));
    EXPECT_TRUE(is_id(std::string(64, 'a')));
    EXPECT_FALSE(is_id(std::string(65, 'a')));
    for (const auto* wrong : {"", "Gate", "-gate", "_gate", "gate 1", "gäte", "gate/1"}) {
        EXPECT_FALSE(is_id(wrong)) << wrong;
    }
}

TEST(Language, is_a_tag_as_translations_use_it) {
    for (const auto* right : {"en", "pt-BR", "ak", "yor", "zh-Hant-TW"}) {
        EXPECT_TRUE(is_language(right)) << right;
    }
    for (const auto* wrong : {"", "e", "engl", "EN", "en-", "en--GB", "en_GB", "en-abcdefghi"}) {
        EXPECT_FALSE(is_language(wrong)) << wrong;
    }
}

TEST(PublicOrigin, is_as_a_browser_names_it) {
    EXPECT_EQ(parse_public_origin("https://Checkin.Example.org"), "https://checkin.example.org");
    EXPECT_EQ(parse_public_origin("https://c.example:443"), "https://c.example");
    EXPECT_EQ(parse_public_origin("https://c.example:8443"), "https://c.example:8443");
    EXPECT_EQ(parse_public_origin("https://10.0.0.7"), "https://10.0.0.7");
    const std::string longest = "https://" + std::string(253, 'a');
    EXPECT_EQ(parse_public_origin(longest), longest);
}

TEST(PublicOrigin, is_https_and_nothing_behind_it) {
    for (const char* const text :
         {"", "http://c.example", "https://", "c.example", "https://c.example/", "https://c/x",
          "https://c.example:", "https://c.example:0", "https://c.example:65536",
          "https://-c.example", "https://c.example.", "https://a@c.example", "https://c_d",
          "https://c.example:80:80", "https://[::1]", "https://*.example", "https:// c"}) {
        EXPECT_EQ(parse_public_origin(text), std::nullopt) << text;
    }
    EXPECT_EQ(parse_public_origin("https://" + std::string(254, 'a')), std::nullopt);
}

}  // namespace
}  // namespace kiosk::config
