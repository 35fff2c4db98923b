// tests/unit/app/scan_ids_test.cpp — ids as RFC 9562 describes version 7.
#include "kiosk/app/scan_ids.hpp"

#include <gtest/gtest.h>

namespace kiosk::app {
namespace {

UtcTime ms(std::int64_t value) {
    return UtcTime(std::chrono::milliseconds(value));
}

TEST(ScanId, begins_with_the_time_and_carries_version_and_variant) {
    // RFC 9562, appendix A.6: 0x017F22E279B0 milliseconds.
    const auto id = make_scan_id(ms(0x017F22E279B0));
    const std::array<std::uint8_t, 6> time{0x01, 0x7F, 0x22, 0xE2, 0x79, 0xB0};
    EXPECT_TRUE(std::equal(time.begin(), time.end(), id.bytes.begin()));
    EXPECT_EQ(id.bytes[6] >> 4U, 7U);
    EXPECT_EQ(id.bytes[8] >> 6U, 2U);
}

TEST(ScanId, later_ids_sort_behind_earlier_ones) {
    EXPECT_LT(make_scan_id(ms(1000)), make_scan_id(ms(1001)));
    EXPECT_LT(make_scan_id(ms(255)), make_scan_id(ms(256)));
}

TEST(ScanId, ids_of_one_moment_differ_and_times_before_1970_are_1970) {
    EXPECT_NE(make_scan_id(ms(5)), make_scan_id(ms(5)));
    const auto id = make_scan_id(ms(-5));
    for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(id.bytes[i], 0);
}

}  // namespace
}  // namespace kiosk::app
