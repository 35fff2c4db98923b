// tests/unit/venue/zone_test.cpp — days that begin at a reset, hours that pass midnight.
#include "kiosk/core/venue/zone.hpp"

#include <gtest/gtest.h>

#include "tests/unit/venue/venue_fixture.hpp"

namespace kiosk::core {
namespace {

const ZoneOffsets kUtc;

// Lisbon in 2027: an hour on at 28 March 01:00 UTC, back at 31 October 01:00 UTC.
ZoneOffsets lisbon() {
    using std::chrono::seconds;
    using std::chrono::sys_days;
    const std::chrono::sys_seconds spring{sys_days{std::chrono::year(2027) / 3 / 28} + hours(1)};
    const std::chrono::sys_seconds autumn{sys_days{std::chrono::year(2027) / 10 / 31} + hours(1)};
    return ZoneOffsets::make(seconds(0), {{spring, hours(1)}, {autumn, seconds(0)}}).value();
}

TEST(ZoneDay, begins_at_midnight_without_a_reset) {
    const Zone zone{.id = "venue"};
    const auto noon = at_clock(kWednesday, hours(12));
    EXPECT_EQ(day_start(zone, noon, kUtc), at_clock(kWednesday, minutes(0)));
    EXPECT_EQ(day_of(zone, noon, kUtc), kWednesday);
}

TEST(ZoneDay, begins_at_the_reset_and_not_a_moment_before) {
    const Zone party{.id = "party", .reset_at = hours(4)};
    const auto four = at_clock(kThursday, hours(4));
    EXPECT_EQ(day_of(party, four - std::chrono::microseconds(1), kUtc), kWednesday);
    EXPECT_EQ(day_of(party, four, kUtc), kThursday);
    EXPECT_EQ(day_start(party, four - hours(2), kUtc), at_clock(kWednesday, hours(4)));
}

TEST(ZoneDay, a_reset_that_the_clock_skips_or_shows_twice_comes_once) {
    const ZoneOffsets zone = lisbon();
    const Zone venue{.id = "venue", .reset_at = minutes(90)};  // 01:30
    // 28 March: 01:30 does not exist; the clock shows 02:30 at 01:30 UTC.
    const FineTime spring{std::chrono::sys_days{std::chrono::year(2027) / 3 / 28}};
    EXPECT_EQ(day_start(venue, spring + hours(5), zone), spring + minutes(90));
    // 31 October: 01:30 comes at 00:30 UTC and again at 01:30 UTC; the first counts.
    const FineTime autumn{std::chrono::sys_days{std::chrono::year(2027) / 10 / 31}};
    EXPECT_EQ(day_start(venue, autumn + minutes(40), zone), autumn + minutes(30));
    EXPECT_EQ(day_start(venue, autumn + minutes(100), zone), autumn + minutes(30));
}

TEST(OpenHours, a_zone_without_hours_is_always_open) {
    const auto now = at_clock(kWednesday, minutes(1));
    EXPECT_TRUE(is_open({.id = "venue"}, now, now, kUtc));
    EXPECT_EQ(opens_next({.id = "venue"}, now, kUtc), std::nullopt);
}

TEST(OpenHours, the_first_minute_belongs_to_them_and_the_last_does_not) {
    const Zone zone{.id = "venue", .open = {{{}, hours(8), hours(19)}}};
    const auto open_at = [&](minutes time) {
        const auto now = at_clock(kWednesday, time);
        return is_open(zone, now, now, kUtc);
    };
    EXPECT_FALSE(open_at(minutes(8 * 60 - 1)));
    EXPECT_TRUE(open_at(hours(8)));
    EXPECT_TRUE(open_at(minutes(19 * 60 - 1)));
    EXPECT_FALSE(open_at(hours(19)));
}

TEST(OpenHours, may_pass_midnight) {
    const Zone zone{.id = "party", .open = {{{kWednesday}, hours(22), hours(2)}}};
    const auto open_at = [&](local_days day, minutes time) {
        return is_open(zone, at_clock(day, time), at_clock(day, time), kUtc);
    };
    EXPECT_TRUE(open_at(kThursday, minutes(119)));
    EXPECT_FALSE(open_at(kThursday, hours(2)));
    EXPECT_FALSE(open_at(kWednesday, hours(1)));
    EXPECT_FALSE(open_at(kThursday, hours(23)));
}

TEST(OpenHours, until_midnight_is_24_00) {
    const Zone zone{.id = "venue", .open = {{{kWednesday}, hours(8), hours(24)}}};
    const auto last = at_clock(kWednesday, minutes(24 * 60 - 1));
    EXPECT_TRUE(is_open(zone, last, last, kUtc));
    EXPECT_FALSE(is_open(zone, last + minutes(1), last + minutes(1), kUtc));
}

TEST(OpenHours, of_a_span_any_moment_is_enough) {
    const Zone zone{.id = "venue", .open = {{{kWednesday}, hours(8), hours(19)}}};
    const auto eight = at_clock(kWednesday, hours(8));
    EXPECT_TRUE(is_open(zone, eight - minutes(9), eight, kUtc));
    EXPECT_FALSE(is_open(zone, eight - minutes(9), eight - minutes(1), kUtc));
    const auto seven_pm = at_clock(kWednesday, hours(19));
    EXPECT_TRUE(is_open(zone, seven_pm - minutes(1), seven_pm + minutes(9), kUtc));
    EXPECT_FALSE(is_open(zone, seven_pm, seven_pm + minutes(9), kUtc));
}

TEST(OpenHours, the_next_opening_is_the_nearest_one_ahead) {
    const Zone zone{.id = "hall",
                    .open = {{{kThursday}, hours(9), hours(12)}, {{}, hours(14), hours(18)}}};
    EXPECT_EQ(opens_next(zone, at_clock(kWednesday, hours(8)), kUtc),
              at_clock(kWednesday, hours(14)));
    EXPECT_EQ(opens_next(zone, at_clock(kWednesday, hours(19)), kUtc),
              at_clock(kThursday, hours(9)));
    const Zone once{.id = "hall", .open = {{{kWednesday}, hours(9), hours(12)}}};
    EXPECT_EQ(opens_next(once, at_clock(kWednesday, hours(13)), kUtc), std::nullopt);
}

}  // namespace
}  // namespace kiosk::core
