// tests/unit/rules/civil_time_test.cpp — both clock-change nights, and times as texts.
#include "kiosk/base/civil_time.hpp"

#include <gtest/gtest.h>

namespace kiosk {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

FineTime at(std::string_view text) {
    return parse_iso_time(text).value();
}

// Berlin in 2024: +1 h, from 31 March 01:00 UTC +2 h, from 27 October 01:00 UTC +1 h again.
ZoneOffsets berlin() {
    return ZoneOffsets::make(hours(1),
                             {{std::chrono::floor<seconds>(at("2024-03-31T01:00:00Z")), hours(2)},
                              {std::chrono::floor<seconds>(at("2024-10-27T01:00:00Z")), hours(1)}})
        .value();
}

TEST(CivilTime, the_offset_changes_at_the_instant_of_the_change) {
    const auto zone = berlin();
    EXPECT_EQ(zone.offset_at(at("2024-03-31T00:59:59.999999Z")), hours(1));
    EXPECT_EQ(zone.offset_at(at("2024-03-31T01:00:00Z")), hours(2));
}

TEST(CivilTime, an_hour_that_occurs_twice_is_told_apart_by_its_fold) {
    const auto zone = berlin();
    const LocalTime half_past_two = zone.to_local(at("2024-10-27T00:30:00Z"));
    EXPECT_EQ(zone.to_local(at("2024-10-27T01:30:00Z")), half_past_two);
    EXPECT_EQ(zone.to_utc(half_past_two, Fold::first), at("2024-10-27T00:30:00Z"));
    EXPECT_EQ(zone.to_utc(half_past_two, Fold::second), at("2024-10-27T01:30:00Z"));
    EXPECT_EQ(zone.fold_at(at("2024-10-27T00:30:00Z")), Fold::first);
    EXPECT_EQ(zone.fold_at(at("2024-10-27T01:30:00Z")), Fold::second);
    EXPECT_EQ(zone.fold_at(at("2024-10-27T02:00:00Z")), Fold::first);
}

TEST(CivilTime, an_hour_that_is_skipped_has_the_offset_before_or_after) {
    const auto zone = berlin();
    const LocalTime never =
        LocalTime(std::chrono::local_days(std::chrono::year(2024) / 3 / 31)) + minutes(150);
    EXPECT_EQ(zone.to_utc(never, Fold::first), at("2024-03-31T01:30:00Z"));
    EXPECT_EQ(zone.to_utc(never, Fold::second), at("2024-03-31T00:30:00Z"));
}

TEST(CivilTime, a_day_of_23_or_25_hours_begins_at_its_own_midnight) {
    const auto zone = berlin();
    EXPECT_EQ(zone.at_time_of_day(at("2024-03-31T21:59:59Z"), microseconds(0)),
              at("2024-03-30T23:00:00Z"));
    EXPECT_EQ(zone.at_time_of_day(at("2024-10-27T22:59:59Z"), microseconds(0)),
              at("2024-10-26T22:00:00Z"));
    EXPECT_EQ(zone.day_of(at("2024-10-27T23:00:00Z")) - zone.day_of(at("2024-10-27T22:59:59Z")),
              std::chrono::days(1));
}

TEST(CivilTime, sunday_is_seven) {
    EXPECT_EQ(berlin().iso_weekday_of(at("2024-09-22T21:59:59Z")), 7U);
    EXPECT_EQ(berlin().iso_weekday_of(at("2024-09-22T22:00:00Z")), 1U);
}

TEST(CivilTime, changes_must_ascend_and_stay_within_the_limits) {
    const std::chrono::sys_seconds zero{};
    EXPECT_FALSE(ZoneOffsets::make(hours(0), {{zero, hours(1)}, {zero, hours(2)}}));
    EXPECT_TRUE(ZoneOffsets::make(hours(26), {}));
    EXPECT_FALSE(ZoneOffsets::make(hours(26) + seconds(1), {}));
    std::vector<ZoneOffsets::Change> changes;
    for (std::size_t i = 0; i < ZoneOffsets::kChangesMax; ++i) {
        changes.push_back({zero + hours(i), hours(1)});
    }
    EXPECT_TRUE(ZoneOffsets::make(hours(0), changes));
    changes.push_back({zero + hours(changes.size()), hours(1)});
    EXPECT_FALSE(ZoneOffsets::make(hours(0), changes));
}

TEST(CivilTime, reads_the_forms_that_the_shop_writes) {
    EXPECT_EQ(at("2024-09-24T10:00:00+01:00"), at("2024-09-24T09:00:00Z"));
    EXPECT_EQ(at("2024-09-24T10:00+0100"), at("2024-09-24T09:00:00.000000Z"));
    EXPECT_EQ(at("2019-03-04T17:34:38.221090Z") - at("2019-03-04T17:34:38Z"), microseconds(221090));
    EXPECT_EQ(parse_time_of_day("9:05").value(), hours(9) + minutes(5));
    EXPECT_EQ(parse_time_of_day("22:00:30.5").value(),
              hours(22) + seconds(30) + std::chrono::milliseconds(500));
}

TEST(CivilTime, reads_the_first_and_the_last_year_that_the_shop_can_write) {
    EXPECT_EQ(at("0001-01-01T00:00:00Z"),
              FineTime(std::chrono::sys_days{std::chrono::year(1) / 1 / 1}));
    EXPECT_EQ(at("9999-12-31T23:59:59.999999Z") + microseconds(1),
              FineTime(std::chrono::sys_days{std::chrono::year(10'000) / 1 / 1}));
}

TEST(CivilTime, refuses_everything_else) {
    for (const auto* text :
         {"", "2024-09-24", "2024-09-24T09:00:00", "2024-02-30T09:00:00Z", "2024-09-24T24:00:00Z",
          "2024-09-24T09:00:00Zz", "2024-09-24T09:00:00.1234567Z", "2024-09-24T09:00:00.Z",
          "24-09-24T09:00:00Z", "0000-12-31T09:00:00Z", "10000-01-01T00:00:00Z"}) {
        EXPECT_FALSE(parse_iso_time(text)) << text;
    }
    for (const auto* text : {"", "9", "24:00", "9:60", "09:00:60", "noon", "09:00Z", " 9:00"}) {
        EXPECT_FALSE(parse_time_of_day(text)) << text;
    }
}

TEST(CivilTime, texts_are_short) {
    EXPECT_EQ(to_minute_text(berlin().to_local(at("2024-01-02T08:05:59Z"))), "2024-01-02 09:05");
    EXPECT_EQ(to_clock_text(berlin().to_local(at("1969-12-31T22:59:59Z"))), "23:59");
}

}  // namespace
}  // namespace kiosk
