// tests/unit/rules/zone_offsets_test.cpp — the system's time zones as tables.
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

TEST(ZoneOffsetsFromTzdb, knows_zones_without_changes_and_with_odd_offsets) {
    const auto accra = zone_offsets_from_tzdb("Africa/Accra");
    ASSERT_TRUE(accra);
    EXPECT_TRUE(accra->changes().empty());
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
