// tests/unit/core/scan_filter_test.cpp — what counts as one scan.
#include "kiosk/core/engine/scan_filter.hpp"

#include <gtest/gtest.h>

namespace kiosk::core {
namespace {

using std::chrono::milliseconds;

Scan after(int ms, ScanSource source = ScanSource::scanner) {
    Scan scan;
    scan.source = source;
    scan.seen_at.mono = Instant(milliseconds(ms));
    return scan;
}

const CodeKey kOne{{1}};
const CodeKey kTwo{{2}};

TEST(ScanFilter, the_same_code_within_the_window_is_a_repeat) {
    ScanFilter filter(milliseconds(2500));
    EXPECT_FALSE(filter.is_repeat("usb-1", kOne, after(0)));
    EXPECT_TRUE(filter.is_repeat("usb-1", kOne, after(2500)));
    EXPECT_FALSE(filter.is_repeat("usb-1", kOne, after(5001)));
}

TEST(ScanFilter, a_badge_held_before_a_camera_stays_one_scan) {
    ScanFilter filter(milliseconds(2500));
    EXPECT_FALSE(filter.is_repeat("cam", kOne, after(0, ScanSource::camera)));
    for (int ms = 33; ms < 20'000; ms += 33) {
        EXPECT_TRUE(filter.is_repeat("cam", kOne, after(ms, ScanSource::camera))) << ms;
    }
}

TEST(ScanFilter, a_trigger_pulled_again_and_again_is_heard_after_the_window) {
    ScanFilter filter(milliseconds(2500));
    EXPECT_FALSE(filter.is_repeat("usb-1", kOne, after(0)));
    EXPECT_TRUE(filter.is_repeat("usb-1", kOne, after(2000)));
    EXPECT_FALSE(filter.is_repeat("usb-1", kOne, after(4000)));
}

TEST(ScanFilter, two_badges_in_one_picture_do_not_renew_each_other_as_new) {
    ScanFilter filter(milliseconds(2500));
    EXPECT_FALSE(filter.is_repeat("cam", kOne, after(0)));
    EXPECT_FALSE(filter.is_repeat("cam", kTwo, after(0)));
    EXPECT_TRUE(filter.is_repeat("cam", kOne, after(33)));
    EXPECT_TRUE(filter.is_repeat("cam", kTwo, after(33)));
}

TEST(ScanFilter, another_reader_is_another_scan) {
    ScanFilter filter(milliseconds(2500));
    EXPECT_FALSE(filter.is_repeat("usb-1", kOne, after(0)));
    EXPECT_FALSE(filter.is_repeat("usb-2", kOne, after(1)));
}

}  // namespace
}  // namespace kiosk::core
