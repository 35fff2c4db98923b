// tests/unit/demo/conference_test.cpp — the calendar and its limits.
#include "kiosk/demo/conference.hpp"

#include <gtest/gtest.h>

namespace kiosk::demo {
namespace {

using namespace std::chrono_literals;

TEST(Conference, a_first_day_is_read) {
    const auto day = parse_day_one("2028-02-29");
    ASSERT_TRUE(day);
    EXPECT_EQ(*day, std::chrono::sys_days(2028y / 2 / 29));
}

TEST(Conference, a_first_day_at_the_limits_is_read_and_beyond_them_refused) {
    EXPECT_TRUE(parse_day_one("2000-01-01"));
    EXPECT_FALSE(parse_day_one("1999-12-31"));
    EXPECT_TRUE(parse_day_one("2099-12-27"));
    EXPECT_FALSE(parse_day_one("2099-12-28"));
}

TEST(Conference, what_is_no_date_is_refused_by_name_and_limit) {
    for (const auto* text : {"", "2027-3-8", "2027-02-29", "2027-13-01", "2027/03-08", "2027-03/08",
                             "20270308", "2027-03-08T", "2027-03-+8", "+027-03-08", "2027-03-00"}) {
        const auto day = parse_day_one(text);
        ASSERT_FALSE(day) << text;
        EXPECT_EQ(day.error().code, Errc::invalid_input) << text;
        EXPECT_NE(day.error().context.find(text), std::string::npos) << text;
        EXPECT_NE(day.error().context.find("2099-12-27"), std::string::npos) << text;
    }
}

TEST(Conference, days_follow_from_the_first_one_over_the_end_of_a_month) {
    const auto day_one = std::chrono::sys_days(2026y / 12 / 30);
    EXPECT_EQ(start_of(day_one, 1), "2026-12-30T00:00:00Z");
    EXPECT_EQ(end_of(day_one, kDays), "2027-01-03T23:59:59Z");
}

TEST(Conference, whoever_is_invited_has_an_order_alone) {
    for (const auto* product : {"Speaker", "Volunteer", "Security staff", "Workshop coach"}) {
        for (const auto& offer : offers()) {
            if (offer.product != product) continue;
            EXPECT_EQ(offer.order_size_max, 1U) << product;
            EXPECT_FALSE(offer.notes.empty()) << product;
        }
    }
}

}  // namespace
}  // namespace kiosk::demo
