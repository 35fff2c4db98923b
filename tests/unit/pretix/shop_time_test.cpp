// tests/unit/pretix/shop_time_test.cpp — times in the forms that only people write.
#include "kiosk/pretix/shop_time.hpp"

#include <gtest/gtest.h>

namespace kiosk::pretix {
namespace {

TEST(ShopTime, is_read_in_every_iso_form_of_the_server) {
    const auto eight = parse_iso_time("2024-09-24T08:00:00Z").value();
    for (const char* text :
         {"2024-09-24T08:00:00Z", "2024-09-24t08:00:00z", "2024-09-24 08:00:00+00",
          "2024-09-24T10:00:00+02", "2024-09-24T04:30:00-0330", "2024-09-24T08:00:00.0000009Z"}) {
        const auto time = parse_shop_time(text);
        ASSERT_TRUE(time) << text;
        EXPECT_EQ(*time, eight) << text;
    }
    EXPECT_EQ(parse_shop_time("2024-09-24T08:00:00,5Z").value(),
              eight + std::chrono::milliseconds(500));
    EXPECT_EQ(parse_shop_time("2024-09-24T08:00:00.123456789+00").value(),
              eight + std::chrono::microseconds(123'456));
}

TEST(ShopTime, without_an_offset_or_a_day_that_exists_is_refused_as_written) {
    for (const char* text : {"2024-09-24t08:00:00", "2024-02-30T08:00:00Z", "soon", "", "+00",
                             "2024-09-24T08:00:00+", "2024-09-24T08:00:00+1"}) {
        const auto time = parse_shop_time(text);
        ASSERT_FALSE(time) << text;
        EXPECT_NE(time.error().context.find("\"" + std::string(text) + "\""), std::string::npos);
    }
}

TEST(ShopTime, of_a_day_counts_without_date_and_offset) {
    for (const char* text :
         {"08:00", "8:00", "08:00:00", "08:00:00Z", "08:00:00z", "08:00:00+02:00", "08:00-0330",
          "T08:00:00", "08:00:00.0000001", "2024-01-01T08:00:00", "2024-01-01 08:00:00+02:00"}) {
        const auto time = parse_shop_time_of_day(text);
        ASSERT_TRUE(time) << text;
        EXPECT_EQ(*time, std::chrono::hours(8)) << text;
    }
    for (const char* text : {"8am", "0800", "25:00", "08:00+x", "08:00 tomorrow", "", "Z", "-"}) {
        EXPECT_FALSE(parse_shop_time_of_day(text)) << text;
    }
}

TEST(ShopTime, is_read_up_to_its_limit) {
    const std::string zeros(kShopTimeMax - 21, '0');
    EXPECT_TRUE(parse_shop_time("2024-09-24T08:00:00." + zeros + "Z"));
    const auto longer = parse_shop_time("2024-09-24T08:00:00." + zeros + "0Z");
    ASSERT_FALSE(longer);
    EXPECT_EQ(longer.error().code, Errc::too_large);
    EXPECT_FALSE(parse_shop_time_of_day(std::string(kShopTimeMax + 1, '0')));
}

}  // namespace
}  // namespace kiosk::pretix
