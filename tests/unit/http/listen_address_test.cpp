// tests/unit/http/listen_address_test.cpp — where to listen.
#include "kiosk/http/listen_address.hpp"

#include <gtest/gtest.h>

namespace kiosk::http {
namespace {

TEST(ListenAddress, reads_both_families) {
    const auto four = parse_listen_address("127.0.0.1:8080");
    ASSERT_TRUE(four.has_value());
    EXPECT_EQ(four->host_text(), "127.0.0.1");
    EXPECT_EQ(four->port, 8080);
    const auto six = parse_listen_address("[::1]:65535");
    ASSERT_TRUE(six.has_value());
    EXPECT_EQ(six->host_text(), "[::1]");
    EXPECT_EQ(six->port, 65535);
}

TEST(ListenAddress, refuses_other_texts) {
    for (const char* text :
         {"", "127.0.0.1", "8080", ":8080", "localhost:8080", "127.0.0.1:", "127.0.0.1:65536",
          "127.0.0.1:-1", "127.0.0.1:80x", "::1:8080", "[127.0.0.1]:8080", "[::1]"}) {
        EXPECT_FALSE(parse_listen_address(text).has_value()) << text;
    }
}

}  // namespace
}  // namespace kiosk::http
