// tests/unit/api/content_coding_test.cpp — who takes gzip, by what they say (RFC 9110, 12.5.3).
#include "kiosk/api/content_coding.hpp"

#include <gtest/gtest.h>

namespace kiosk::api {
namespace {

TEST(ContentCoding, gzip_is_taken_where_it_is_named) {
    for (const char* value :
         {"gzip", "GZip", "x-gzip", "gzip, deflate, br", "br;q=1.0,gzip;q=0.8", "*", "br, *;q=0.1",
          "gzip;q=1", "gzip ; Q=0.001", ",, gzip", "identity;q=0, gzip"}) {
        EXPECT_TRUE(accepts_gzip(value)) << value;
    }
}

TEST(ContentCoding, gzip_is_not_sent_to_those_who_do_not_name_it_or_refuse_it) {
    for (const char* value :
         {"", "identity", "br", "gzipped", "not gzip", "gzip;q=0", "gzip;q=0.000", "*;q=0",
          "gzip;q=0, *", "*, gzip;q=0", "gzip;q", "gzip;level=9", "gzip;q=none", ";q=1"}) {
        EXPECT_FALSE(accepts_gzip(value)) << value;
    }
}

TEST(ContentCoding, the_form_is_gzip_and_the_same_each_time) {
    const std::string packed = to_gzip("Welcome");
    ASSERT_GE(packed.size(), 18U);
    EXPECT_EQ(packed.substr(0, 3), "\x1f\x8b\x08");        // RFC 1952 section 2.3.1
    EXPECT_EQ(packed.substr(4, 4), std::string(4, '\0'));  // no time
    EXPECT_EQ(to_gzip("Welcome"), packed);
    EXPECT_LT(to_gzip(std::string(100'000, 'a')).size(), 200U);
    EXPECT_GE(to_gzip("").size(), 18U);
}

}  // namespace
}  // namespace kiosk::api
