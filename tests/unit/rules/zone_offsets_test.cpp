// tests/unit/rules/zone_offsets_test.cpp — the system's time zones as tables.
#include <vector>

#include <gtest/gtest.h>

#include "kiosk/locale/zone_offsets_from_tzdb.hpp"

namespace kiosk::locale {
namespace {

FineTime at(std::string_view text) {
    return parse_iso_time(text).value();
}

TEST(ZoneOffsetsFromTzdb, follows_both_clock_changes_of_the_year) {
    const auto zone = zone_offsets_from_tzdb("Europe/Berlin");
    ASSERT_TRUE(zone) << zone.error().context;
    EXPECT_EQ(zone->offset_at(at("2026-03-29T00:59:59Z")), std::chrono::hours(1));
    EXPECT_EQ(zone->offset_at(at("2026-03-29T01:00:00Z")), std::chrono::hours(2));
    EXPECT_EQ(zone->offset_at(at("2026-10-25T01:00:00Z")), std::chrono::hours(1));
    EXPECT_EQ(zone->offset_at(at("2036-07-01T00:00:00Z")), std::chrono::hours(2));
}

TEST(ZoneOffsetsFromTzdb, covers_the_past_and_the_centuries_to_come) {
    const auto berlin = zone_offsets_from_tzdb("Europe/Berlin").value();
    EXPECT_EQ(berlin.offset_at(at("1985-07-01T12:00Z")), std::chrono::hours(2));
    EXPECT_EQ(berlin.offset_at(at("1880-07-01T12:00Z")), std::chrono::seconds(53 * 60 + 28));
    EXPECT_EQ(berlin.offset_at(at("2038-03-28T00:59:59Z")), std::chrono::hours(1));
    EXPECT_EQ(berlin.offset_at(at("2038-03-28T01:00:00Z")), std::chrono::hours(2));
    EXPECT_EQ(berlin.offset_at(at("2399-10-31T00:59:59Z")), std::chrono::hours(2));
    EXPECT_EQ(berlin.offset_at(at("2399-10-31T01:00:00Z")), std::chrono::hours(1));
}

struct Far {
    const char* zone;
    const char* instant;
    int minutes;
};

// As Python's zoneinfo has them.
TEST(ZoneOffsetsFromTzdb, reads_every_form_of_the_rule_behind_the_last_change) {
    const std::vector<Far> rows{
        {"America/New_York", "2045-03-12T06:59:59Z", -300},
        {"America/New_York", "2045-03-12T07:00:00Z", -240},
        {"America/New_York", "2045-11-05T06:00:00Z", -300},
        {"Australia/Lord_Howe", "2050-04-02T14:59:59Z", 660},
        {"Australia/Lord_Howe", "2050-04-02T15:00:00Z", 630},
        {"Europe/Dublin", "2060-01-01T00:00:00Z", 0},
        {"Europe/Dublin", "2060-07-01T00:00:00Z", 60},
        {"America/Nuuk", "2040-03-25T00:59:59Z", -120},
        {"America/Nuuk", "2040-03-25T01:00:00Z", -60},
        {"Asia/Gaza", "2090-07-01T00:00:00Z", 180},
        {"Asia/Gaza", "2090-12-01T00:00:00Z", 120},
        {"Africa/Cairo", "2041-07-01T00:00:00Z", 180},
        {"Africa/Cairo", "2041-12-01T00:00:00Z", 120},
        {"Antarctica/Troll", "2041-07-01T00:00:00Z", 120},
        {"Antarctica/Troll", "2041-12-01T00:00:00Z", 0},
        {"America/Santiago", "2041-07-01T00:00:00Z", -240},
        {"America/Santiago", "2041-12-01T00:00:00Z", -180},
        {"Asia/Kathmandu", "2100-01-01T00:00:00Z", 345},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(zone_offsets_from_tzdb(row.zone).value().offset_at(at(row.instant)),
                  std::chrono::minutes(row.minutes))
            << row.zone << " " << row.instant;
    }
}

TEST(ZoneOffsetsFromTzdb, knows_zones_without_changes_and_with_odd_offsets) {
    const auto accra = zone_offsets_from_tzdb("Africa/Accra");
    ASSERT_TRUE(accra);
    for (const auto& change : accra->changes()) EXPECT_LT(change.at, at("1970-01-01T00:00Z"));
    EXPECT_EQ(zone_offsets_from_tzdb("Asia/Kathmandu").value().offset_at(at("2024-01-01T00:00Z")),
              std::chrono::minutes(345));
    EXPECT_EQ(
        zone_offsets_from_tzdb("Australia/Lord_Howe").value().offset_at(at("2024-07-01T00:00Z")),
        std::chrono::minutes(630));
}

TEST(ZoneOffsetsFromTzdb, an_unknown_zone_is_named) {
    const auto zone = zone_offsets_from_tzdb("Mars/Base");
    ASSERT_FALSE(zone);
    EXPECT_EQ(zone.error().code, Errc::not_found);
    EXPECT_EQ(zone.error().context, "time zone \"Mars/Base\" is unknown");
}

}  // namespace
}  // namespace kiosk::locale
