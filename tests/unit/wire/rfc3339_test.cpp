// tests/unit/wire/rfc3339_test.cpp — times as text.
#include "kiosk/wire/rfc3339.hpp"

#include <gtest/gtest.h>

#include "tests/unit/wire/sample.hpp"

namespace kiosk::wire {
namespace {

TEST(Rfc3339, prints_three_decimals_always) {
    EXPECT_EQ(to_rfc3339(kNow), "2027-03-10T09:42:07.113Z");
    EXPECT_EQ(to_rfc3339(UtcTime{}), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(to_rfc3339(UtcTime{-1ms}), "1969-12-31T23:59:59.999Z");
}

TEST(Rfc3339, reads_what_it_prints) {
    const auto time = parse_rfc3339(to_rfc3339(kNow));
    ASSERT_TRUE(time.has_value());
    EXPECT_EQ(*time, kNow);
}

TEST(Rfc3339, reads_an_offset) {
    const auto time = parse_rfc3339("2027-03-10T10:42:07.113+01:00");
    ASSERT_TRUE(time.has_value());
    EXPECT_EQ(*time, kNow);
}

TEST(Rfc3339, refuses_other_texts) {
    for (const char* text :
         {"", "now", "2027-03-10", "2027-13-10T09:42:07Z", "2027-02-30T09:42:07Z",
          "2027-03-10T09:42:07", "2027-03-10T25:42:07Z", "2027-03-10T09:42:07Zx"}) {
        EXPECT_FALSE(parse_rfc3339(text).has_value()) << text;
    }
}

}  // namespace
}  // namespace kiosk::wire
